import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import * as z from 'zod';
import { currencyCode } from '../../functions/domain/currency.ts';
import type { Settings } from '../../functions/platform/settings.ts';
import { currencySchema, settingsSchema } from '../../functions/platform/settings-schema.ts';
import { ConfigError, problemsOf } from './config-error.ts';
import type { HookledgerConfig, SettingsConfig, StageConfig } from './stage-config.ts';

/** A configuration that holds, with settings as the functions read them. */
export type Checked<Config extends HookledgerConfig> = Omit<Config, 'settings'> & { readonly settings: Settings };

/** Throws a `ConfigError` with a sentence for each bad field. */
export const readConfig = (config: HookledgerConfig): Checked<HookledgerConfig> => check(configSchema, config);

/** The same with where it goes. */
export const readStageConfig = (config: StageConfig): Checked<StageConfig> => check(stageSchema, config);

/** The names of secrets and of stacks carry it. Throws a `ConfigError`. */
export const checkName = (name: string): void => {
  if (/^[a-z][a-z0-9-]{0,30}$/.test(name)) return;
  throw new ConfigError([`name: must be lower-case letters, digits and dashes, a letter first; given: ${JSON.stringify(name)}`]);
};

const check = <Config extends HookledgerConfig>(schema: z.ZodType<Config>, given: Config): Checked<Config> => {
  const result = schema.safeParse(given);
  if (!result.success) throw new ConfigError(problemsOf(result.error, given));
  return { ...result.data, settings: closedSettings(result.data.settings) };
};

/** ISO 4217's code for "no currency", which no parser takes: a provider that is off books no money, whatever happens. */
const NO_CURRENCY = 'XXX';

const closedSettings = ({ recurly, chargify, ...others }: SettingsConfig): Settings => ({
  ...others,
  recurly: { currency: recurly.currency ?? NO_CURRENCY },
  chargify: { ...chargify, currency: chargify.currency ?? NO_CURRENCY },
});

const openSettings = settingsSchema
  .extend({
    recurly: z.strictObject({ currency: currencySchema.nullable() }),
    chargify: z.strictObject({ currency: currencySchema.nullable(), site: z.string().min(1).nullable() }),
  })
  .superRefine((settings, context) => {
    for (const provider of ['recurly', 'chargify'] as const) {
      if (settings[provider].currency !== null || !settings.providers.includes(provider)) continue;
      const message = `must be the currency of your ${provider} account, such as "EUR", or take ${provider} out of settings.providers`;
      context.addIssue({ code: 'custom', path: [provider, 'currency'], message });
    }
  });

const throttle = z.strictObject({ ratePerSecond: z.int().min(1).max(10_000), burst: z.int().min(1).max(5_000) });
const money = z.record(
  z.string().refine((code) => currencyCode(code) === code, 'must be an ISO 4217 code in capitals'),
  z.int().min(1),
);
const RETENTIONS = Object.values(RetentionDays).filter((days): days is RetentionDays => typeof days === 'number');
const knownRetention = z
  .int()
  .refine((days) => RETENTIONS.includes(days), 'must be a number of days that CloudWatch knows, such as 14, 30 or 90');

const fields = {
  settings: openSettings,
  retained: z.boolean(),
  throttle: z.strictObject({ webhooks: throttle, api: throttle }),
  ingestConcurrency: z.int().min(1).max(1_000).nullable(),
  alarms: z.strictObject({
    email: z.email('must be an e-mail address').nullable(),
    waitingHours: z.int().min(1).max(336),
    waitingMoney: money,
  }),
  logRetentionDays: knownRetention,
  tracing: z.boolean(),
  domain: z
    .strictObject({
      name: z.hostname('must be a host name, such as "hooks.example.com"'),
      certificateArn: z.string().regex(/^arn:[^:]+:acm:[^:]+:\d{12}:certificate\/.+$/, 'must be the ARN of a certificate of ACM'),
    })
    .nullable(),
};

const somebodyIsTold = ({ retained, alarms }: Pick<HookledgerConfig, 'retained' | 'alarms'>): boolean => !retained || alarms.email !== null;
const TOLD = { path: ['alarms', 'email'], error: 'must be the e-mail address that alarms go to, where "retained" is true' };

const configSchema = z.strictObject(fields).refine(somebodyIsTold, TOLD);
const stageSchema = z
  .strictObject({
    account: z
      .string()
      .regex(/^\d{12}$/, 'must be the 12 digits of an account')
      .nullable(),
    region: z
      .string()
      .regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'must be a region, such as "eu-central-1"')
      .nullable(),
    ...fields,
  })
  .refine(somebodyIsTold, TOLD);
