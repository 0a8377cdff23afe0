import { createHash } from 'node:crypto';
import { keyProblem } from '../../domain/keys.ts';
import { singleHeader } from '../../platform/signature.ts';
import type { ParseInput } from '../provider.ts';

/**
 * The id that Recurly gives a notification, the same on every retry. It is documented for JSON; undefined where it was not
 * sent, or could not be an id.
 */
export const notificationId = (headers: ParseInput['headers']): string | undefined => {
  const sent = singleHeader(headers['recurly-notification-id']);
  return sent !== undefined && keyProblem(sent) === undefined ? sent : undefined;
};

/** The id of a body that has none: its bytes. A retry repeats them, and an identical body is the same event, however late. */
export const bodyId = (body: Buffer): string => `sha256-${createHash('sha256').update(body).digest('hex')}`;
