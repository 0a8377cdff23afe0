import { PROVIDER_IDS, type ProviderId } from '../../functions/domain/keys.ts';
import type { LedgerEvent } from '../../functions/domain/ledger-event.ts';
import type { Money } from '../../functions/domain/money.ts';
import type { Ledger } from '../../functions/ledger/ledger.ts';
import type { ProcessDeps } from '../../functions/process/deps.ts';
import type { Provider } from '../../functions/providers/provider.ts';
import { plainProvider } from './plain-provider.ts';
import { createTestProcessor } from './processor.ts';

/** The plain provider with a planted bug: every amount is read a hundred times too large. */
export const brokenProvider: Provider = {
  ...plainProvider,
  parse: (input) => {
    const parsed = plainProvider.parse(input);
    return { ...parsed, ledgerEvents: parsed.ledgerEvents.map(magnified) };
  },
};

/** The same, mended. */
export const mendedProvider: Provider = { ...plainProvider, adapterVersion: 2 };

const large = (money: Money): Money => ({ ...money, minor: money.minor * 100 });

const magnified = (event: LedgerEvent): LedgerEvent => {
  switch (event.kind) {
    case 'payment':
      return { ...event, amount: large(event.amount), captured: event.captured * 100 };
    case 'refund':
    case 'dispute':
      return { ...event, amount: large(event.amount) };
    case 'refund_figure':
      return { ...event, figure: large(event.figure), uncaptured: event.uncaptured * 100 };
    default:
      return event;
  }
};

/** A processor whose every provider is this one. */
export const processorWith = <L extends Ledger>(provider: Provider, ledger: L, over: Partial<ProcessDeps> = {}) => {
  const providers = Object.fromEntries(PROVIDER_IDS.map((id) => [id, provider])) as Record<ProviderId, Provider>;
  return createTestProcessor(ledger, { providers, ...over });
};
