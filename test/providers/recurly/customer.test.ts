import { customerFacts, joinCustomerFacts } from '../../../functions/domain/customer.ts';
import { compareVersions } from '../../../functions/domain/version.ts';
import { anAccount, document, only, parse } from './support.ts';

describe('an account', () => {
  const anEvent = (account = {}, root = 'new_account') => document(root, anAccount(account));

  it('claims itself from the beginning', () =>
    expect(only('customer', anEvent())).toMatchObject({ links: ['recurly:account:acme-1042'], from: null, email: 'billing@example.com' }));

  it('is ordered by when we received it, its creation first', () => {
    const created = only('customer', anEvent());
    const updated = only('customer', anEvent({}, 'updated_account'));
    expect(compareVersions(created.version, updated.version)).toBeLessThan(0);
    const later = only('customer', anEvent({ email: 'later@example.com' }), { receivedAt: '2026-01-02T03:04:06.000Z' });
    expect(joinCustomerFacts(customerFacts(later), customerFacts(updated)).email?.value).toBe('later@example.com');
  });

  it('is named for the person, else the company', () => {
    const nameOf = (account: object) => only('customer', anEvent(account)).name;
    expect(nameOf({ company_name: 'Acme' })).toBe('Sample Customer');
    expect(nameOf({ first_name: '', company_name: 'Acme' })).toBe('Customer');
    expect(nameOf({ first_name: '', last_name: '<last_name nil="true">x</last_name>', company_name: 'Acme' })).toBe('Acme');
    expect(nameOf({ first_name: '', last_name: undefined })).toBeUndefined();
  });

  it('does without an e-mail or name that it cannot read', () => {
    const event = only(
      'customer',
      anEvent({ email: '<email>a@example.com</email><email>b@example.com</email>', last_name: '<last_name><x>1</x></last_name>' }),
    );
    expect(event.email).toBeUndefined();
    expect(event.name).toBe('Sample');
  });

  it.each(['', '<account_code nil="true"/>', undefined])('is ignored without a code (%s)', (account_code) =>
    expect(parse(anEvent({ account_code }))).toMatchObject({ ledgerEvents: [], ignored: 'names no customer key' }),
  );
});
