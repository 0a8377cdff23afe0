import type { ReadingSettings } from '../../platform/settings.ts';
import type { ParsedEvent } from '../provider.ts';
import type { XmlValue } from './xml.ts';

/** One XML notification: its name and id are known, its content nobody has looked at yet. */
export type Notification = {
  /** The name of the root element: `new_account_notification`. */
  readonly type: string;
  readonly eventId: string;
  readonly value: XmlValue;
  readonly receivedAt: Date;
  readonly settings: ReadingSettings;
};

/** What the content of a notification says; whoever called adds its id and type. */
export type Reading = Omit<ParsedEvent, 'eventId' | 'type'>;

/** Throws `UnreadablePayloadError` when the content does not hold. */
export type ReadNotification = (notification: Notification) => Reading;
