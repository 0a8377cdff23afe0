import { PROVIDER_IDS } from '../../functions/domain/keys.ts';
import type { StageConfig } from './stage-config.ts';

/*
 * One object for each deployment. This is the file to edit: set what is `null` in `prod`, and add a stage by adding an object. Every
 * field is given here, because in AWS nothing has a default; stage-config.ts says what each one means and which values it takes.
 */

const DEV: StageConfig = {
  // Those of the credentials that deploy.
  account: null,
  region: null,
  settings: {
    providers: PROVIDER_IDS,
    stripe: { recordFrom: 'charges' },
    recurly: { currency: 'USD' },
    chargify: { currency: 'USD', site: null },
    refunds: 'net',
    testMode: 'accept',
    eventRetentionDays: 31,
  },
  retained: false,
  throttle: { webhooks: { ratePerSecond: 50, burst: 100 }, api: { ratePerSecond: 50, burst: 100 } },
  ingestConcurrency: null,
  alarms: { email: null, waitingHours: 24, waitingMoney: { USD: 100_000 } },
  logRetentionDays: 14,
  tracing: false,
  domain: null,
};

const PROD: StageConfig = {
  account: null,
  region: null,
  settings: {
    providers: PROVIDER_IDS,
    stripe: { recordFrom: 'charges' },
    // The currency of your own account there: its webhooks do not always say it, and in a wrong one money is booked in the wrong one.
    recurly: { currency: null },
    chargify: { currency: null, site: null },
    refunds: 'net',
    testMode: 'ignore',
    eventRetentionDays: 90,
  },
  retained: true,
  throttle: { webhooks: { ratePerSecond: 500, burst: 1000 }, api: { ratePerSecond: 500, burst: 1000 } },
  ingestConcurrency: null,
  // Who is told. An alarm that reaches nobody is none.
  alarms: { email: null, waitingHours: 24, waitingMoney: { USD: 100_000 } },
  logRetentionDays: 90,
  tracing: false,
  domain: null,
};

export const STAGES = { dev: DEV, prod: PROD } as const satisfies Readonly<Record<string, StageConfig>>;
