import { type CustomerKey, customerKey, keyProblem, type PartnerKey, partnerKey } from '../domain/keys.ts';
import { UnreadablePayloadError } from './errors.ts';
import { isRecord } from './record.ts';

/** What the metadata of a provider's object tells us: whose it is, who referred them, what was sold. */
export type Keys = {
  readonly customerKey?: CustomerKey;
  readonly partnerKey?: PartnerKey;
  readonly productKey?: string;
  readonly categoryKey?: string;
  /** Names of referral parameters that hold no base64 of a partner key; they count as absent. */
  readonly unknownWords: readonly string[];
};

/** Click parameters with the partner key in base64, the present name before the older one. */
const REFERRAL_PARAMETERS = ['ps_partner_key', 'gspk'] as const;

/**
 * The keys in a metadata object; anything that is no object tells nothing, and so does an empty text. Throws
 * `UnreadablePayloadError` naming the field when a value is not text or cannot be a key: guessing would attribute money wrongly.
 * A broken referral parameter is only reported, because it comes from a link that anybody can edit and must not hold up money.
 */
export const readKeys = (metadata: unknown): Keys => {
  if (!isRecord(metadata)) return { unknownWords: [] };
  const customer = readKey(metadata, 'customer_key');
  const partner = readKey(metadata, 'partner_key');
  const product = readText(metadata, 'product_key');
  const category = readText(metadata, 'category_key');
  const referral = partner === undefined ? readReferral(metadata) : { unknownWords: [] };
  return {
    ...(customer !== undefined && { customerKey: customerKey(customer) }),
    ...(partner !== undefined && { partnerKey: partnerKey(partner) }),
    ...referral,
    ...(product !== undefined && { productKey: product }),
    ...(category !== undefined && { categoryKey: category }),
  };
};

type Metadata = Readonly<Record<string, unknown>>;

const readKey = (metadata: Metadata, field: string): string | undefined => {
  const text = rawText(metadata, field);
  const problem = text === undefined ? undefined : keyProblem(text);
  if (problem !== undefined) throw new UnreadablePayloadError(`The metadata field ${field} ${problem}`);
  return text;
};

/** Free text, made storable: no store keeps a lone surrogate. */
const readText = (metadata: Metadata, field: string): string | undefined => rawText(metadata, field)?.toWellFormed();

const rawText = (metadata: Metadata, field: string): string | undefined => {
  const value = metadata[field];
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value !== 'string') throw new UnreadablePayloadError(`The metadata field ${field} is not text`);
  return value;
};

const readReferral = (metadata: Metadata): Pick<Keys, 'partnerKey' | 'unknownWords'> => {
  const told = REFERRAL_PARAMETERS.map((name) => ({ name, value: metadata[name] ?? '' })).filter(({ value }) => value !== '');
  const read = told.map(({ name, value }) => ({ name, key: decodeReferral(value) }));
  const key = read.find((referral) => referral.key !== undefined)?.key;
  const unknownWords = read.filter((referral) => referral.key === undefined).map(({ name }) => name);
  return { ...(key !== undefined && { partnerKey: partnerKey(key) }), unknownWords };
};

/** Base64 of UTF-8 text that can be a key; links lose the padding on their way, so it may be missing. */
const decodeReferral = (value: unknown): string | undefined => {
  if (typeof value !== 'string') return undefined;
  const bytes = Buffer.from(value, 'base64');
  const unpadded = bytes.toString('base64').replace(/=+$/, '');
  if (unpadded !== value.replace(/={1,2}$/, '')) return undefined;
  // Node replaces invalid UTF-8 silently; comparing the bytes afterwards finds it.
  const text = bytes.toString('utf8');
  return Buffer.from(text, 'utf8').equals(bytes) && keyProblem(text) === undefined ? text : undefined;
};
