import { createRoute } from '@hono/zod-openapi';
import { PROVIDER_IDS } from '../domain/keys.ts';
import type { Settings } from '../platform/settings.ts';
import { setUps } from '../providers/set-ups.ts';
import type { Api, ApiDeps } from './deps.ts';
import { oneOf } from './paging.ts';
import { PROBLEMS } from './problem.ts';
import * as z from './zod.ts';

const settingsSchema = z
  .object({
    providers: z
      .array(z.object({ provider: z.string(), name: z.string(), on: z.boolean() }))
      .readonly()
      .openapi({ description: 'Every provider that there is; webhooks of one that is off are answered with 404' }),
    stripe: z.object({ record_from: z.enum(['charges', 'invoices']) }),
    recurly: z.object({ currency: z.string().openapi({ description: 'Of its amounts, which come without one' }) }),
    chargify: z.object({
      currency: z.string().openapi({ description: 'Of its amounts, which come without one' }),
      site: z.string().nullable().openapi({ description: 'The only site whose events count; null: every site' }),
    }),
    refunds: z.enum(['net', 'archive']).openapi({ description: 'Whether a refund lowers a payment, or takes all of it out' }),
    test_mode: z.enum(['accept', 'ignore']).openapi({ description: "What becomes of the providers' test events" }),
    event_retention_days: z.int().openapi({ description: 'How long events that are done with stay archived' }),
  })
  .openapi('Settings', {
    example: {
      providers: [{ provider: 'stripe', name: 'Stripe', on: true }],
      stripe: { record_from: 'charges' },
      recurly: { currency: 'USD' },
      chargify: { currency: 'USD', site: 'acme-live' },
      refunds: 'net',
      test_mode: 'ignore',
      event_retention_days: 90,
    },
  });

const getRoute = createRoute({
  operationId: 'readSettings',
  tags: ['Service'],
  method: 'get',
  path: '/v1/settings',
  summary: 'What this deployment runs with. Secrets are no part of it: nobody but the providers and their doors knows them',
  responses: {
    200: { description: 'The settings', content: { 'application/json': { schema: oneOf(settingsSchema) } } },
    ...PROBLEMS,
  },
});

export const addSettings = (app: Api, { settings }: Pick<ApiDeps, 'settings'>): void => {
  app.openapi(getRoute, (c) => c.json({ data: settingsJson(settings) }, 200));
};

const settingsJson = ({ stripe, recurly, chargify, ...settings }: Settings): z.infer<typeof settingsSchema> => ({
  providers: PROVIDER_IDS.map((id) => ({ provider: id, name: setUps[id].name, on: settings.providers.includes(id) })),
  stripe: { record_from: stripe.recordFrom },
  recurly: { currency: recurly.currency },
  chargify: { currency: chargify.currency, site: chargify.site },
  refunds: settings.refunds,
  test_mode: settings.testMode,
  event_retention_days: settings.eventRetentionDays,
});
