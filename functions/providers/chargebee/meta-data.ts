import { UnreadablePayloadError } from '../../platform/errors.ts';
import { type Keys, readKeys } from '../../platform/metadata.ts';

/** The keys in a resource's `meta_data`. It is a JSON object; where an integration wrote it as text, it comes back as text. */
export const readMetaData = (metaData: unknown): Keys =>
  readKeys(typeof metaData === 'string' && metaData !== '' ? fromText(metaData) : metaData);

/** No cause is kept: the message of a syntax error quotes the text. */
const fromText = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw new UnreadablePayloadError('A meta_data is text that is not JSON');
  }
};
