import type { Settings } from '../../functions/platform/settings.ts';

/** The settings of the product, where a currency may be left open (`null`) as long as its provider is off. */
export type SettingsConfig = Omit<Settings, 'recurly' | 'chargify'> & {
  readonly recurly: { readonly currency: string | null };
  readonly chargify: { readonly currency: string | null; readonly site: string | null };
};

/** Requests a second that a route takes on average, and at once; what is above is answered 429, which providers send again. */
export type Throttle = { readonly ratePerSecond: number; readonly burst: number };

/** What a team chooses for one deployment. Every field is given: nothing has a default in AWS. */
export type HookledgerConfig = {
  readonly settings: SettingsConfig;
  /** Whether tables, queues and secrets outlive their stack, and tables and stack are protected against deletion. */
  readonly retained: boolean;
  /** Each webhook route has a throttle of its own, so that the flood of one provider leaves the others served. */
  readonly throttle: { readonly webhooks: Throttle; readonly api: Throttle };
  /** Concurrent runs that are kept for each ingest function, and that it may have at most; null keeps none. */
  readonly ingestConcurrency: number | null;
  readonly alarms: {
    /** Who is told, once it has confirmed the subscription. Null tells nobody, which a retained deployment may not. */
    readonly email: string | null;
    /** Hours that a row may wait for its customer or payment. */
    readonly waitingHours: number;
    /** Money that may wait, by ISO 4217 code, in minor units. What waits in a currency that is not here rings by its age alone. */
    readonly waitingMoney: Readonly<Record<string, number>>;
  };
  /** Days that logs are kept: one of those that CloudWatch knows. */
  readonly logRetentionDays: number;
  /** Whether X-Ray follows the functions' calls. It needs the only permission on all resources that there is. */
  readonly tracing: boolean;
  /** A name of your own, with its certificate in the same region; then the address that AWS gives is closed. */
  readonly domain: { readonly name: string; readonly certificateArn: string } | null;
};

/** A deployment of bin/app.ts: where to, and what. */
export type StageConfig = HookledgerConfig & {
  /** Null: the account of the credentials that deploy. */
  readonly account: string | null;
  /** Null: the region of the credentials that deploy. */
  readonly region: string | null;
};
