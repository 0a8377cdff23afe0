import { brotliDecompressSync } from 'node:zlib';
import { CHARGEBEE_1 } from './chargebee-1.ts';
import { CHARGIFY_1 } from './chargify-1.ts';
import { CHARGILY_1 } from './chargily-1.ts';
import { LEDGER_1 } from './ledger-1.ts';
import { RECURLY_1 } from './recurly-1.ts';
import { STRIPE_1 } from './stripe-1.ts';

/**
 * Texts that deflate may refer to as if they stood before what it deflates, by the id that is stored beside the result. What was
 * deflated with one can only be read with the same one, to the byte: a dictionary never changes and never goes. A better one is a new
 * id, which a release must be able to read before the next one writes it.
 */
const COMPRESSED = {
  'ledger.1': LEDGER_1,
  'stripe.1': STRIPE_1,
  'chargebee.1': CHARGEBEE_1,
  'recurly.1': RECURLY_1,
  'chargify.1': CHARGIFY_1,
  'chargily.1': CHARGILY_1,
} as const satisfies Readonly<Record<string, string>>;

export type DictionaryId = keyof typeof COMPRESSED;

export const DICTIONARY_IDS = Object.keys(COMPRESSED).filter(isDictionaryId);

export function isDictionaryId(id: string): id is DictionaryId {
  return Object.hasOwn(COMPRESSED, id);
}

const known = new Map<DictionaryId, Buffer>();

/** The text of a dictionary. Throws for an id that this program does not know: what bears it was stored by a newer one. */
export const dictionary = (id: string): Buffer => {
  if (!isDictionaryId(id)) throw new Error(`The dictionary ${id} is unknown: a newer version of Hookledger has stored this`);
  const text = known.get(id) ?? brotliDecompressSync(Buffer.from(COMPRESSED[id], 'base64'));
  known.set(id, text);
  return text;
};
