import * as z from 'zod';
import { type Finding, look, ok } from './finding.ts';

const currencySchema = z.looseObject({ currency: z.string() });

export const settingsSchema = z.looseObject({
  providers: z.array(z.looseObject({ provider: z.string(), name: z.string(), on: z.boolean() })),
  stripe: z.looseObject({ record_from: z.enum(['charges', 'invoices']) }),
  recurly: currencySchema,
  chargify: currencySchema.extend({ site: z.string().nullable() }),
  refunds: z.enum(['net', 'archive']),
  test_mode: z.enum(['accept', 'ignore']),
  event_retention_days: z.int(),
});
export type Settings = z.infer<typeof settingsSchema>;

/** Below this a reader that was mended late finds some of the events gone that it should read again. */
const LONG_ENOUGH_DAYS = 60;

/** What the deployment runs with: what an operator should know, and what is rarely meant where real money comes in. */
export const checkSettings = (settings: Settings, { isLaptop }: { readonly isLaptop: boolean }): readonly Finding[] => {
  const isOn = (id: string): boolean => settings.providers.some(({ provider, on }) => on && provider === id);
  return [
    ok(summaryOf(settings, isOn)),
    ...checkTestMode(settings, isLaptop),
    ...(isOn('chargify') ? checkSite(settings, isLaptop) : []),
    ...checkRetention(settings, isLaptop),
  ];
};

const summaryOf = (
  { providers, stripe, recurly, chargify, refunds, event_retention_days: days }: Settings,
  isOn: (id: string) => boolean,
) => {
  const off = providers.filter(({ on }) => !on).map(({ name }) => name);
  const parts = [
    ...(off.length === 0 ? ['every provider is on'] : [`off: ${off.join(', ')}`]),
    ...(isOn('stripe') ? [`Stripe's ${stripe.record_from} are recorded`] : []),
    ...(isOn('recurly') ? [`Recurly is booked in ${recurly.currency}`] : []),
    ...(isOn('chargify') ? [`Chargify in ${chargify.currency}`] : []),
    refunds === 'net' ? 'a refund lowers its payment' : 'a refund takes all of its payment out',
    `events are archived for ${days} days`,
  ];
  return `Settings: ${parts.join('; ')}.`;
};

const checkTestMode = ({ test_mode: mode }: Settings, isLaptop: boolean): readonly Finding[] => {
  if (mode === 'ignore') return isLaptop ? [look('Test-mode events are ignored.', TEST_ADVICE)] : [];
  return isLaptop ? [] : [look("The providers' test-mode events are recorded as money.", LIVE_ADVICE)];
};

const TEST_ADVICE = 'On a laptop there are hardly any others: set "testMode" to "accept".';
const LIVE_ADVICE = 'Where real money comes in, set "testMode" to "ignore".';

const checkSite = ({ chargify }: Settings, isLaptop: boolean): readonly Finding[] => {
  if (chargify.site !== null || isLaptop) return [];
  const advice = 'Set "chargify.site" to the subdomain of your live site, or a test site with the same shared key counts too.';
  return [look('Events of every Chargify site count.', advice)];
};

const checkRetention = ({ event_retention_days: days }: Settings, isLaptop: boolean): readonly Finding[] => {
  if (days >= LONG_ENOUGH_DAYS || isLaptop) return [];
  return [look(`A replay reaches back ${days} days only.`, 'Raise "eventRetentionDays" if a wrong reading may be found later than that.')];
};
