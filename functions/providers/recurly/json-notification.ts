import { MAX_KEY_LENGTH } from '../../domain/keys.ts';
import { UnreadablePayloadError } from '../../platform/errors.ts';
import { namingEvent, readPayload } from '../../platform/payload.ts';
import { parseStrictJson } from '../../platform/strict-json.ts';
import type { Parse } from '../provider.ts';
import { notificationId } from './event-id.ts';
import { type JsonNotification, jsonNotification } from './schema.ts';

/**
 * JSON notifications tell that something happened to an object and not what: no amount, no currency, for payments no
 * account. They are recorded as ignored, under an id that is made when Recurly sent none: the `id` in the body is the
 * object's and comes again with every event of that object.
 *
 * @see https://docs.recurly.com/docs/webhooks
 */
export const parseJsonNotification: Parse = ({ body, headers }) => {
  const sentId = notificationId(headers);
  const notification = namingEvent({ eventId: sentId }, () => readPayload(jsonNotification, parseStrictJson(body)));
  const type = `${notification.object_type}.${notification.event_type}`;
  const eventId = sentId ?? madeId(notification);
  if (eventId === undefined) throw new UnreadablePayloadError('Recurly notification has no id that could be kept', { eventType: type });
  const occurredAt = notification.event_time === undefined ? null : Date.parse(notification.event_time);
  return { eventId, type, occurredAt, ledgerEvents: [], ignored: 'thin JSON notification tells no amount' };
};

const madeId = ({ object_type, event_type, id, event_time }: JsonNotification): string | undefined => {
  if (id === undefined || event_time === undefined) return undefined;
  const made = [object_type, event_type, id, event_time].join(':');
  return made.length <= MAX_KEY_LENGTH ? made : undefined;
};
