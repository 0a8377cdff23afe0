import { promisify } from 'node:util';
import { brotliCompress, brotliDecompress, constants, deflateRaw, inflateRaw } from 'node:zlib';
import type { ProviderId } from '../../domain/keys.ts';
import { type DictionaryId, dictionary } from '../dictionaries/dictionary.ts';

/** A body as it is stored: deflated with a dictionary, brotli, or as it came, whatever is smallest. */
export type CompressedBody = { readonly encoding: DictionaryId | 'br' | 'raw'; readonly bytes: Uint8Array };

const brotli = promisify(brotliCompress);
const unbrotli = promisify(brotliDecompress);
const deflate = promisify(deflateRaw);
const inflate = promisify(inflateRaw);

const DICTIONARIES: Readonly<Record<ProviderId, DictionaryId>> = {
  stripe: 'stripe.1',
  chargebee: 'chargebee.1',
  recurly: 'recurly.1',
  chargify: 'chargify.1',
  chargily: 'chargily.1',
};

/** A record with such a body takes one write unit, so none is looked for that is smaller still: brotli takes its milliseconds. */
const SMALL_ENOUGH_BYTES = 700;

export const compressBody = async (body: Buffer, provider: ProviderId): Promise<CompressedBody> => {
  const deflated = await deflatedBody(body, DICTIONARIES[provider]);
  if (deflated.bytes.length <= SMALL_ENOUGH_BYTES) return smallest(deflated, asItCame(body));
  return smallest(deflated, await brotliBody(body), asItCame(body));
};

export const decompressBody = async ({ encoding, bytes }: CompressedBody): Promise<Buffer> => {
  if (encoding === 'raw') return Buffer.from(bytes);
  return encoding === 'br' ? unbrotli(bytes) : inflate(bytes, { dictionary: dictionary(encoding) });
};

const asItCame = (body: Buffer): CompressedBody => ({ encoding: 'raw', bytes: body });

const deflatedBody = async (body: Buffer, encoding: DictionaryId): Promise<CompressedBody> => ({
  encoding,
  bytes: await deflate(body, { level: constants.Z_BEST_COMPRESSION, dictionary: dictionary(encoding) }),
});

/** The strongest compression takes a second for a megabyte; bodies of that size are rare, and need not be as small as can be. */
const SMALL_BODY_BYTES = 16 * 1024;

const brotliBody = async (body: Buffer): Promise<CompressedBody> => {
  const quality = body.length <= SMALL_BODY_BYTES ? constants.BROTLI_MAX_QUALITY : 5;
  const params = { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_SIZE_HINT]: body.length };
  return { encoding: 'br', bytes: await brotli(body, { params }) };
};

const smallest = (first: CompressedBody, ...others: readonly CompressedBody[]): CompressedBody =>
  others.reduce((best, other) => (other.bytes.length <= best.bytes.length ? other : best), first);
