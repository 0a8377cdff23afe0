import type { ProviderId } from '../../../functions/domain/keys.ts';
import type { RecordFrom } from '../../../functions/platform/settings.ts';
import type { StatedLedger } from './stated-ledger.ts';

/** The histories that receivers of webhooks are known to get wrong. Each is told by at least one set, provider by provider. */
export const OFTEN_WRONG = [
  'two updates in one second',
  'three updates in one second',
  'a link that moves to another customer and back',
  'an explicit key that turns up late',
  'two partners and a correction',
  'a refund that fails after its figure',
  'partial capture before 2025-03-31',
  'two payments on one invoice',
  'a failed attempt in invoices mode',
  'a refund in the second of its failure',
  'a dispute lost on a partly refunded charge',
  "a partner before and after the team's own word",
  'the newest version first',
] as const;
export type OftenWrong = (typeof OFTEN_WRONG)[number];

/** A provider event, as the bytes that its provider sends. */
export type Told = {
  readonly kind: 'told';
  readonly provider: ProviderId;
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, string>>;
  /** When its first delivery is received; a repeat is received later. */
  readonly receivedAt: Date;
};

/** What the team itself says through the API, between the events. */
export type Said = {
  readonly kind: 'said';
  readonly id: string;
  readonly at: Date;
  readonly customer: string;
  readonly partner?: string;
  readonly providerKeys?: readonly string[];
};

export type Step = Told | Said;

/** Some events of one entity, and the ledger that they mean in whatever order and however often they come: stated, not computed. */
export type EventSet = {
  readonly provider: ProviderId;
  readonly name: string;
  readonly oftenWrong?: OftenWrong;
  readonly recordFrom?: RecordFrom;
  readonly steps: readonly Step[];
  readonly ledger: StatedLedger;
};

/** Stories are told in seconds from this one. */
export const START = Date.UTC(2026, 0, 5, 12, 0, 0);
export const at = (second: number): Date => new Date(START + second * 1000);
export const epochSeconds = (second: number): number => START / 1000 + second;

/** The team names a customer, with a partner or the ids that it has at a provider. */
export const said = (second: number, customer: string, words: Pick<Said, 'partner' | 'providerKeys'> = {}): Said => ({
  kind: 'said',
  id: `said-${second}-${customer}`,
  at: at(second),
  customer,
  ...words,
});
