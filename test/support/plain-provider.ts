import type { LedgerEvent } from '../../functions/domain/ledger-event.ts';
import { UnreadablePayloadError } from '../../functions/platform/errors.ts';
import { isRecord } from '../../functions/platform/record.ts';
import type { ParsedEvent, Provider } from '../../functions/providers/provider.ts';

/** A provider whose bodies are the ledger events themselves, for tests of what comes after parsing. */
export const plainProvider: Provider = {
  id: 'stripe',
  name: 'Plain',
  adapterVersion: 1,
  verifier: { provider: 'stripe', verify: () => ({ verified: true, secretIndex: 0 }), keepHeaders: [] },
  eventsToTick: [],
  parse: ({ body }) => {
    const parsed: unknown = JSON.parse(body.toString('utf8'));
    if (!isRecord(parsed) || !('eventId' in parsed)) throw new UnreadablePayloadError('No event id');
    return parsed as ParsedEvent;
  },
};

export const plainBody = (eventId: string, ledgerEvents: readonly LedgerEvent[], over: Partial<ParsedEvent> = {}): Buffer =>
  Buffer.from(JSON.stringify({ eventId, type: 'plain', occurredAt: ledgerEvents[0]?.version.at ?? null, ledgerEvents, ...over }));
