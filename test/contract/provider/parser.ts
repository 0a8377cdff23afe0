import type { Testkit } from '../../../functions/providers/testkit.ts';
import { aParseInput, fixturesOf } from '../../support/fixtures.ts';
import { fc } from '../../support/properties.ts';
import { expectLawful, readOrUnreadable } from './laws.ts';
import { halfOf, paymentOf, refundsOf, unrelatedOf } from './samples.ts';

/** A parser is a pure function that has no other error than the one for a body that cannot be read. */
export const describeParser = (testkit: Testkit): void => {
  const { provider } = testkit;
  const readAny = (body: Buffer): void => {
    const parsed = readOrUnreadable(provider, aParseInput(body));
    if (parsed !== undefined) expectLawful(provider, parsed);
  };

  it.each<[string, Buffer]>([
    ['nothing at all', Buffer.alloc(0)],
    ['bytes that are no text', Buffer.from([0xff, 0x00, 0xc0, 0xaf, 0x80])],
    ['half of a payment', halfOf(paymentOf(testkit))],
    ['a file of another kind', Buffer.from('%PDF-1.7\n%\u00e2\u00e3')],
  ])('finds %s unreadable', (_, body) => expect(readOrUnreadable(provider, aParseInput(body))).toBeUndefined());

  it('reads its own testkit', () => {
    for (const body of [paymentOf(testkit), ...refundsOf(testkit), unrelatedOf(testkit)]) {
      expectLawful(provider, provider.parse(aParseInput(body)));
    }
    expect(provider.parse(aParseInput(paymentOf(testkit))).ledgerEvents).toContainEqual(
      expect.objectContaining({ kind: 'payment', key: testkit.transactionKey('7001'), state: 'succeeded', captured: 120_00 }),
    );
    expect(provider.parse(aParseInput(unrelatedOf(testkit))).ignored).toEqual(expect.any(String));
  });

  it('reads the same body the same way, and changes nothing that it is given', () => {
    const input = aParseInput(paymentOf(testkit));
    const before = structuredClone(input);
    expect(provider.parse(input)).toEqual(provider.parse(input));
    expect(structuredClone(input)).toEqual(before);
  });

  it('reads random bytes, or finds them unreadable', () => {
    const bodies = fc.oneof(fc.uint8Array({ maxLength: 200 }), fc.string({ unit: 'binary' }).map(bytesOf), fc.json().map(bytesOf));
    return fc.assert(
      fc.property(bodies, (body) => readAny(Buffer.from(body))),
      { numRuns: 400 },
    );
  });

  it('reads damaged fixtures, or finds them unreadable', () => {
    const insert = fc.oneof(fc.uint8Array({ maxLength: 3 }), fc.constantFrom('0', '-', '.', 'null', '""', '{}', '[]').map(bytesOf));
    const bodies = new Map(fixturesOf(provider.id).map(({ name, input }) => [name, input.body]));
    const damage = fc.record({ fixture: fc.constantFrom(...bodies.keys()), at: fc.nat(4_000), remove: fc.nat(4), insert });
    const damaged = fc.property(damage, ({ fixture, at, remove, insert: inserted }) => {
      const body = bodies.get(fixture) ?? Buffer.alloc(0);
      const start = at % body.length;
      readAny(Buffer.concat([body.subarray(0, start), inserted, body.subarray(start + remove)]));
    });
    return fc.assert(damaged, { numRuns: 500 });
  });
};

const bytesOf = (text: string): Uint8Array => Buffer.from(text);
