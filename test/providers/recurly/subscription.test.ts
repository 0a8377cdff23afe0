import type { SubscriptionEvent } from '../../../functions/domain/ledger-event.ts';
import { anAccount, aSubscription, document, only, parse } from './support.ts';

describe('a subscription', () => {
  const statusOf = (fields: Parameters<typeof aSubscription>[0]) => only('subscription', aSubscription(fields)).status?.value;

  it.each([
    ['future', 'pending'],
    ['pending', 'pending'],
    ['active', 'active'],
    ['past_due', 'past_due'],
    ['paused', 'paused'],
    ['canceled', 'canceling'],
    ['expired', 'ended'],
    ['failed', 'ended'],
  ])('that Recurly calls %s is %s', (state, status) => expect(statusOf({ state })).toEqual({ status, providerStatus: state }));

  it('is in trial from its start to before its end, by its own times', () => {
    const trial = (from: string, to: string) => statusOf({ trial_started_at: from, trial_ends_at: to })?.status;
    expect(trial('2025-11-03T08:15:40Z', '2025-11-17T08:15:40Z')).toBe('trialing');
    expect(trial('2025-11-01T00:00:00Z', '2025-11-03T08:15:41Z')).toBe('trialing');
    expect(trial('2025-10-03T08:15:40Z', '2025-11-03T08:15:40Z')).toBe('active');
    expect(trial('2025-11-03T08:15:41Z', '2025-11-17T08:15:40Z')).toBe('active');
    expect(statusOf({ state: 'past_due', trial_started_at: '2025-11-03T08:15:40Z', trial_ends_at: '2025-11-17T08:15:40Z' })?.status).toBe(
      'past_due',
    );
  });

  it('in a state that we do not know is active unless it is over, and reported', () => {
    expect(statusOf({ state: 'new_word' })).toEqual({ status: 'active', providerStatus: 'new_word' });
    expect(statusOf({ state: 'new_word', expires_at: '2025-11-03T08:15:39Z' })?.status).toBe('ended');
    expect(parse(aSubscription({ state: 'new_word' })).unknownWords).toEqual(['new_word']);
  });

  it('tells nothing of elements that are not there, and "none" of those that are nil or empty', () => {
    const { planKey, quantity, canceledAt, currentPeriodEnd } = only(
      'subscription',
      aSubscription({ plan: undefined, quantity: '<quantity nil="true">7</quantity>', canceled_at: '', current_period_ends_at: undefined }),
    );
    expect({ planKey, quantity, canceledAt, currentPeriodEnd }).toEqual({ quantity: { value: null }, canceledAt: { value: null } });
  });

  it('is newest when ended, then in the later period, then when received later', () => {
    const versionOf = (fields: Parameters<typeof aSubscription>[0], receivedAt: string) =>
      versionIn(only('subscription', aSubscription(fields), { receivedAt }));
    const inOrder = [
      versionOf({ quantity: '9' }, '2025-11-04T00:00:00.000Z'),
      versionOf({ quantity: '1' }, '2025-11-05T00:00:00.000Z'),
      versionOf({ current_period_started_at: '2025-12-03T08:15:40Z' }, '2025-11-01T00:00:00.000Z'),
      versionOf({ state: 'expired' }, '2025-10-01T00:00:00.000Z'),
    ];
    const order = (a: Timed, b: Timed) => a.at - b.at || a.rank - b.rank || a.receivedAt - b.receivedAt;
    expect([...inOrder].reverse().sort(order)).toEqual(inOrder);
  });

  it('claims its account and itself, customer first', () => {
    const { ledgerEvents } = parse(aSubscription());
    expect(ledgerEvents.map(({ kind }) => kind)).toEqual(['customer', 'subscription']);
    expect(ledgerEvents[0]).toMatchObject({ links: ['recurly:account:acme-1042', 'recurly:subscription:5e1b7c9d'], from: null });
  });

  it('claims nothing without an account code', () =>
    expect(parse(aSubscription({}, { account: { account_code: '' } })).ledgerEvents.map(({ kind }) => kind)).toEqual(['subscription']));

  it('comes with a reactivated account, which may also come alone', () => {
    const root = 'reactivated_account';
    expect(parse(aSubscription({}, { root })).ledgerEvents.map(({ kind }) => kind)).toEqual(['customer', 'subscription']);
    expect(parse(document(root, anAccount())).ledgerEvents.map(({ kind }) => kind)).toEqual(['customer']);
  });
});

type Timed = { readonly at: number; readonly rank: number; readonly receivedAt: number };

const versionIn = ({ version, receivedAt = 0 }: SubscriptionEvent): Timed => ({ ...version, receivedAt });
