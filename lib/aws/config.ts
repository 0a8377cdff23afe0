import { PROVIDER_IDS } from '../../functions/domain/keys.ts';
import type { Settings } from '../../functions/platform/settings.ts';
import { parseSettings } from '../../functions/platform/settings-schema.ts';

/** One deployment of the whole, with its own data. */
export type Stage = {
  readonly name: string;
  readonly settings: Settings;
  /** Whether tables, queues and secrets outlive their stack and are protected against deletion. */
  readonly retained: boolean;
  /** Requests a second that the HTTP API takes on average, and at once. */
  readonly throttle: { readonly rateLimit: number; readonly burstLimit: number };
};

/** What both stages share. **Set the currencies to those of your own accounts**: in the wrong one, money is booked in the wrong one. */
const BOTH = {
  providers: PROVIDER_IDS,
  stripe: { recordFrom: 'charges' },
  recurly: { currency: 'USD' },
  chargify: { currency: 'USD', site: null },
  refunds: 'net',
} as const;

/** Every field of a stage is given here: in AWS nothing has a default. */
const STAGES: Readonly<Record<string, Omit<Stage, 'name'>>> = {
  dev: {
    settings: {
      ...BOTH,
      testMode: 'accept',
      eventRetentionDays: 31,
    },
    retained: false,
    throttle: { rateLimit: 50, burstLimit: 100 },
  },
  prod: {
    settings: {
      ...BOTH,
      testMode: 'ignore',
      eventRetentionDays: 90,
    },
    retained: true,
    throttle: { rateLimit: 500, burstLimit: 1000 },
  },
};

/** The stage of this name, its settings checked. Throws an `Error` when there is none, a `SettingsError` when they do not hold. */
export const stageOf = (name: string): Stage => {
  const stage = Object.hasOwn(STAGES, name) ? STAGES[name] : undefined;
  if (stage === undefined) throw new Error(`There is no stage ${name}; lib/aws/config.ts has ${Object.keys(STAGES).join(' and ')}`);
  return { name, ...stage, settings: parseSettings(stage.settings) };
};
