import type { Millis } from '../../domain/ledger-event.ts';
import type { ReadingSettings } from '../../platform/settings.ts';
import type { ParsedEvent } from '../provider.ts';
import type { Form } from './form.ts';

/** What a reader knows of its event beside the form. */
export type EventContext = { readonly eventId: string; readonly type: string; readonly settings: ReadingSettings };

/** What one event says, without the id and type that every event has. */
export type Reading = Omit<ParsedEvent, 'eventId' | 'type'>;

export type Reader = (form: Form, event: EventContext) => Reading;

export const ignored = (reason: string, occurredAt: Millis | null = null): Reading => ({ occurredAt, ledgerEvents: [], ignored: reason });

export const PANEL_TEST = 'panel test';

/** Chargify's panel sends examples in which the thing that happened has the id 0; no real thing has it. */
export const isExample = (id: string): boolean => id === '0';
