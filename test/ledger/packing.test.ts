import { canonicalJson } from '../../functions/domain/canonical-json.ts';
import { PROVIDER_IDS } from '../../functions/domain/keys.ts';
import { compressBody, decompressBody } from '../../functions/ledger/dynamo/compression.ts';
import { eventKeysField, readEventKeys } from '../../functions/ledger/dynamo/event-keys.ts';
import { pack, unpack } from '../../functions/ledger/dynamo/item.ts';
import { wellFormed } from '../../functions/ledger/well-formed.ts';
import { GENUINE } from '../support/genuine/bodies.ts';
import { randomFill } from '../support/genuine/fill.ts';
import { noise } from '../support/noise.ts';
import { fc } from '../support/properties.ts';

const provider = fc.constantFrom(...PROVIDER_IDS);
const bytes = fc.uint8Array({ maxLength: 3_000 }).map((array) => Buffer.from(array));
/** A genuine body, a piece of which is anything: a character that is cut, a byte that is none. */
const broken = fc
  .record({ genuine: fc.constantFrom(...GENUINE), seed: fc.integer(), at: fc.nat(), piece: fc.uint8Array({ maxLength: 40 }) })
  .map(({ genuine, seed, at, piece }) => {
    const body = genuine.body(randomFill(seed));
    const from = at % body.length;
    return Buffer.concat([body.subarray(0, from), piece, body.subarray(from + piece.length)]);
  });

describe('a stored body', () => {
  it('comes back to the byte, whatever it is and whoever sent it', () =>
    fc.assert(
      fc.asyncProperty(fc.oneof(bytes, broken), provider, async (body, by) => {
        const stored = await compressBody(body, by);
        expect((await decompressBody(stored)).equals(body)).toBe(true);
        expect(stored.bytes.length).toBeLessThanOrEqual(body.length);
      }),
      { numRuns: 150 },
    ));

  it('comes back when it is long, as brotli where that is smaller', async () => {
    const long = Buffer.from(Array.from({ length: 4_000 }, (_, n) => `{"line":${n},"of":"${noise(9).toString('hex')}"}`).join('\n'));
    const stored = await compressBody(long, 'stripe');
    expect(stored.encoding).toBe('br');
    expect((await decompressBody(stored)).equals(long)).toBe(true);
  });

  it('does not grow by a byte when nothing makes it smaller', async () => {
    for (const size of [0, 1, 700, 5_000]) {
      const stored = await compressBody(noise(size), 'chargebee');
      expect(stored).toEqual({ encoding: 'raw', bytes: noise(size) });
    }
  });

  it.each(GENUINE)('is deflated with the dictionary of $provider when it is a $name', async ({ provider: by, body }) => {
    expect((await compressBody(body(randomFill(1)), by)).encoding).toBe(`${by}.1`);
  });
});

describe('what is packed into an item', () => {
  it('comes back the same, whatever JSON it is', () =>
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const told = wellFormed(value);
        expect(canonicalJson(unpack(pack(told)))).toBe(canonicalJson(told));
      }),
    ));

  it('names the dictionary that it was packed with', () => expect(pack({ facts: 1 })['packing']).toBe('ledger.1'));
});

describe('the event keys of a row', () => {
  const keys = fc.array(
    fc.tuple(provider, fc.string()).map(([by, id]) => `${by}:${id}` as const),
    { maxLength: 100 },
  );

  it('come back the same, few or many', () =>
    fc.assert(fc.property(keys.map(wellFormed), (some) => expect(readEventKeys(eventKeysField(some))).toEqual(some))));

  it('can be read in the console while they are few', () => {
    expect(eventKeysField(['stripe:evt_1', 'stripe:evt_2', 'stripe:evt_3'])).toEqual(['stripe:evt_1', 'stripe:evt_2', 'stripe:evt_3']);
  });
});
