import type { ProviderId } from '../domain/keys.ts';
import { asciiJson } from '../platform/ascii-json.ts';
import { isRecord, isTextRecord, type UnknownRecord } from '../platform/record.ts';
import type { ReadingSettings } from '../platform/settings.ts';
import { isProviderId, isReadingSettings } from '../platform/settings-text.ts';

/** One verified request as it waits on the queue. */
export type Delivery = {
  readonly provider: ProviderId;
  /** When we got it. */
  readonly receivedAt: Date;
  /** Only the headers that the provider's parser needs, by lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  /** The settings under which the body is to be read, now and in a replay. */
  readonly settings: ReadingSettings;
  /** The bytes that were signed. */
  readonly body: Buffer;
};

/** A text on the queue that is no delivery of a version we know. The message never quotes it. */
export class DeliveryFormatError extends Error {
  override readonly name = 'DeliveryFormatError';
}

/** The largest body that is taken in, in bytes. */
export const MAX_BODY_BYTES = 4 * 1024 * 1024;
/** The largest message that the queue takes, in bytes. */
export const MAX_ENVELOPE_BYTES = 1024 * 1024;

/** SQS bills by 64 KiB: below half of that (base64 adds a third) a smaller message costs the same, and deflating costs time. */
const DEFLATE_ABOVE_BYTES = 32 * 1024;

const VERSION = 1;

/** What is of one request alone. */
type Accepted = Pick<Delivery, 'receivedAt' | 'headers' | 'body'> & {
  /** The canonical base64 of the body, where it is at hand. */
  readonly base64?: string | undefined;
};

/**
 * Encodes the deliveries of one provider under the same settings as ASCII text for the queue; what is equal in all of them becomes text
 * once. The body travels as base64 because SQS refuses some characters.
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html
 */
export const createEncodeDelivery = ({ provider, settings }: Pick<Delivery, 'provider' | 'settings'>) => {
  const head = `"v":${VERSION},"kind":"delivery","provider":"${provider}"`;
  const settingsField = `"settings":${asciiJson(settings)}`;
  return (delivery: Accepted): string => {
    const receivedAt = delivery.receivedAt.toISOString();
    const headers = asciiJson(delivery.headers);
    const { encoding, body } = encodeBody(delivery);
    // Base64 is JSON text as it is. To look for what must be escaped in it would take longer than all else here.
    return `{${head},"receivedAt":"${receivedAt}","headers":${headers},${settingsField},"encoding":"${encoding}","body":"${body}"}`;
  };
};

/** One delivery as text for the queue. */
export const encodeDelivery = (delivery: Delivery): string => createEncodeDelivery(delivery)(delivery);

/** The delivery that `encodeDelivery` was given, its body the same to the byte. Throws a `DeliveryFormatError` on any other text. */
export const decodeDelivery = (text: string): Delivery => {
  const envelope = parseEnvelope(text);
  const { provider, receivedAt, headers, settings } = envelope;
  if (!isProviderId(provider)) throw damaged('provider');
  if (!isTextRecord(headers)) throw damaged('headers');
  if (!isReadingSettings(settings)) throw damaged('settings');
  return { provider, receivedAt: decodeTime(receivedAt), headers, settings, body: decodeBody(envelope) };
};

const damaged = (field: string, cause?: unknown): DeliveryFormatError =>
  new DeliveryFormatError(`The delivery's ${field} cannot be read`, { cause });

const parseEnvelope = (text: string): UnknownRecord => {
  const envelope = parseJson(text);
  if (!isRecord(envelope)) throw new DeliveryFormatError('The queued text is not a JSON object');
  if (envelope['v'] !== VERSION) throw new DeliveryFormatError(`The envelope is not of version ${VERSION}`);
  if (envelope['kind'] !== 'delivery') throw new DeliveryFormatError('The envelope does not hold a delivery');
  return envelope;
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const decodeTime = (value: unknown): Date => {
  const time = new Date(typeof value === 'string' ? value : Number.NaN);
  if (Number.isNaN(time.getTime()) || time.toISOString() !== value) throw damaged('receivedAt');
  return time;
};

const encodeBody = ({ body, base64 }: Accepted): { readonly encoding: 'identity' | 'deflate'; readonly body: string } => {
  const deflated = body.length > DEFLATE_ABOVE_BYTES ? zlib().deflateRawSync(body) : body;
  return deflated.length < body.length
    ? { encoding: 'deflate', body: deflated.toString('base64') }
    : { encoding: 'identity', body: base64 ?? body.toString('base64') };
};

const decodeBody = ({ encoding, body }: UnknownRecord): Buffer => {
  const bytes = typeof body === 'string' ? bytesOfBase64(body) : undefined;
  if (bytes === undefined) throw damaged('body');
  if (encoding === 'identity') return bytes;
  if (encoding !== 'deflate') throw damaged('encoding');
  try {
    return zlib().inflateRawSync(bytes, { maxOutputLength: MAX_BODY_BYTES });
  } catch (cause) {
    throw damaged('body', cause);
  }
};

/** Loaded when it is needed: few deliveries are that large, and a provider waits for a function that starts. */
const zlib = () => process.getBuiltinModule('node:zlib');

/** The bytes of canonical base64, undefined for any other text: Node's decoder alone skips what it does not know. */
export const bytesOfBase64 = (text: string): Buffer | undefined => {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : undefined;
};
