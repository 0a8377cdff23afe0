import type { ProviderId } from '../../functions/domain/keys.ts';

/** What a person at the keyboard may choose. */
export type SimulateOptions = {
  readonly seed: number;
  readonly customers: number;
  /** Names as they were typed; all that can be spoken for when nothing is said. */
  readonly providers: readonly string[] | undefined;
  /** Requests a second, at most. */
  readonly rate: number;
  /** The run ends after so many minutes, whatever it has not sent by then. */
  readonly minutes: number;
  readonly chaos: boolean;
  readonly check: boolean;
  /** Where the providers' secrets are; the laptop's own when nothing is said. */
  readonly secrets: string | undefined;
  /** In place of what the settings of this Hookledger tell. */
  readonly recordFrom: 'charges' | 'invoices' | undefined;
};

/** How it went with one provider. */
export type Tally = {
  readonly provider: ProviderId;
  /** Of the world: each is sent once at least. */
  readonly events: number;
  /** Requests, forged ones too. */
  readonly sent: number;
  /** Genuine ones whose event was sent before. */
  readonly repeated: number;
  /** Tried once more after 429, 503 or a lost connection. */
  readonly retried: number;
  /** Forged, and answered with 401. */
  readonly refused: number;
};

/** Something that is not as it must be, in words. `team` is who creates customers through the API. */
export type Problem = { readonly of: ProviderId | 'team'; readonly sentence: string };
