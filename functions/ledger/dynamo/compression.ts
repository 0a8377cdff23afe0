import { promisify } from 'node:util';
import { brotliCompress, brotliDecompress, constants } from 'node:zlib';

/** A body as it is stored: brotli, or as it came when that is smaller. */
export type CompressedBody = { readonly encoding: 'br' | 'raw'; readonly bytes: Uint8Array };

const compress = promisify(brotliCompress);
const decompress = promisify(brotliDecompress);

/** The strongest compression takes a second for a megabyte; bodies of that size are rare, and need not be as small as can be. */
const SMALL_BODY_BYTES = 16 * 1024;

export const compressBody = async (body: Buffer): Promise<CompressedBody> => {
  const quality = body.length <= SMALL_BODY_BYTES ? constants.BROTLI_MAX_QUALITY : 5;
  const bytes = await compress(body, {
    params: { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_SIZE_HINT]: body.length },
  });
  return bytes.length < body.length ? { encoding: 'br', bytes } : { encoding: 'raw', bytes: body };
};

export const decompressBody = async ({ encoding, bytes }: CompressedBody): Promise<Buffer> =>
  encoding === 'br' ? decompress(bytes) : Buffer.from(bytes);
