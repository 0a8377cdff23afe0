import * as z from 'zod';
import { PROVIDER_IDS, type ProviderId } from '../../functions/domain/keys.ts';
import type { UnknownRecord } from '../../functions/platform/record.ts';
import type { ApiClient } from '../cli/api-client.ts';
import { CliError, EXIT } from '../cli/cli-error.ts';
import { HALF_YEAR } from '../events/half-year.ts';
import { nearestTo } from '../events/nearest.ts';
import { DIALECTS } from '../world/dialects.ts';
import type { WorldOptions } from '../world/world.ts';
import type { SimulateOptions } from './options.ts';

const settingsSchema = z.object({
  providers: z.array(z.object({ provider: z.string(), on: z.boolean() })),
  stripe: z.object({ record_from: z.enum(['charges', 'invoices']) }),
  recurly: z.object({ currency: z.string() }),
  chargify: z.object({ currency: z.string(), site: z.string().nullable() }),
  refunds: z.enum(['net', 'archive']),
  test_mode: z.enum(['accept', 'ignore']),
});
export type ServerSettings = z.infer<typeof settingsSchema>;

/** Throws a `CliError`, also when something else is at this URL. */
export const readSettings = (api: ApiClient): Promise<ServerSettings> =>
  api.get('/v1/settings', settingsSchema).catch((error: unknown) => {
    if (!(error instanceof CliError) || error.status !== 404) throw error;
    throw new CliError(`Nothing is at ${api.url}/v1/settings (404); is that the URL of a Hookledger?`, EXIT.unreachable);
  });

/** The world that comes out under these settings as its oracle says. Throws a `CliError` or an `EventError`. */
export const worldOptions = (options: SimulateOptions, settings: ServerSettings, secrets: UnknownRecord): WorldOptions => {
  if (options.check && settings.refunds === 'archive') {
    throw new CliError('This Hookledger takes refunded payments out whole (refunds: archive), and --check counts what is left of them.');
  }
  const { site } = settings.chargify;
  return {
    seed: options.seed,
    customers: options.customers,
    providers: providersOf(options.providers, settings, secrets),
    recordFrom: options.recordFrom ?? settings.stripe.record_from,
    testMode: settings.test_mode,
    ...(site !== null && { chargifySite: site }),
    currencies: { recurly: settings.recurly.currency, chargify: settings.chargify.currency },
    ...HALF_YEAR,
  };
};

/** Those that were named; else all that are on and that the secrets can speak for. */
const providersOf = (
  named: readonly string[] | undefined,
  { providers }: ServerSettings,
  secrets: UnknownRecord,
): readonly ProviderId[] => {
  const isOn = (id: ProviderId): boolean => providers.some(({ provider, on }) => provider === id && on);
  const all =
    named === undefined ? DIALECTS.map(({ provider }) => provider).filter((id) => isOn(id) && id in secrets) : named.map(providerNamed);
  const off = all.find((id) => !isOn(id));
  if (off !== undefined) throw new CliError(`This Hookledger has ${off} switched off.`, EXIT.usage);
  const mute = all.find((id) => !(id in secrets));
  if (mute !== undefined) throw new CliError(`The secrets hold none of ${mute}.`, EXIT.usage);
  if (all.length === 0) throw new CliError('The secrets hold none of a provider that this Hookledger has switched on.', EXIT.usage);
  return [...new Set(all)];
};

const providerNamed = (name: string): ProviderId => {
  const provider = PROVIDER_IDS.find((id) => id === name);
  if (provider === undefined) throw new CliError(`There is no provider ${name}. ${nearestTo(name, PROVIDER_IDS)}`, EXIT.usage);
  return provider;
};
