import { createHash } from 'node:crypto';
import { DICTIONARY_IDS, dictionary } from '../../../functions/ledger/dictionaries/dictionary.ts';
import { dictionaryText } from './text.ts';

/**
 * Never change a line: data is stored with these. A better dictionary is a new id beside the old one, and a new line
 * (docs/adr/0017-bodies-and-facts-are-deflated-with-dictionaries.md).
 */
const FROZEN: Readonly<Record<string, string>> = {
  'ledger.1': 'fc781bd6cd26c9de725496fbc51903d7dac7ad1cace9808cff2bbd597933b379',
  'stripe.1': '3dd7520be332090d210315dc386376fbd1711a87812a7127c10ff26a607fbab2',
  'chargebee.1': 'c1242748965e32872e3de31f96da6cf19fde7002d248e2e6dbee1fd72b426a5b',
  'recurly.1': '5145b5e16e63a77eb54f413328dc222900b94c78ea102de79f37fb60f245f91a',
  'chargify.1': 'e8575bb8d3257cee8b83754b92b91c6a38038fff00425bb17ec39a4d6b64493d',
  'chargily.1': 'efd61eddd26063557d57ec7b5ac68cad492219e0ca77a18786506d6b0aae92ea',
};

describe('the dictionaries', () => {
  it('are those that were frozen, every one to the byte', () => {
    const now = DICTIONARY_IDS.map((id) => [id, createHash('sha256').update(dictionary(id)).digest('hex')]);
    expect(Object.fromEntries(now)).toEqual(FROZEN);
  });

  it('are no longer than deflate can look back', () => {
    for (const id of DICTIONARY_IDS) expect(dictionary(id).length).toBeLessThanOrEqual(32 * 1024);
    expect(() => dictionaryText(['x'.repeat(33_000)], [])).toThrow('longer than deflate can see');
  });

  it('are not guessed: one that is unknown was written by a newer version', () => {
    expect(() => dictionary('stripe.999')).toThrow('The dictionary stripe.999 is unknown');
    expect(() => dictionary('toString')).toThrow('unknown');
  });
});

describe('the text of a dictionary', () => {
  it('ends with the commonest shape, whole, and begins with the pieces that no shape has', () => {
    expect(dictionaryText(['{"a":1,"b":2}', '{"a":1}'], ['{"a":1,"c":3}', '{"a":1,"c":3}'])).toBe('"c":3}{"a":1,"b":2}{"a":1}');
  });
});
