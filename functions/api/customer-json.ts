import { viewCustomer } from '../domain/customer.ts';
import type { CustomerItem } from '../ledger/rows.ts';
import { timeSchema, toTime } from './times.ts';
import * as z from './zod.ts';

export const customerSchema = z
  .object({
    key: z.string(),
    partner_key: z.string().nullable(),
    partner_conflicts: z.array(z.string()).readonly().openapi({ description: 'Partners that were named too, and do not count' }),
    email: z.string().nullable(),
    name: z.string().nullable(),
    provider_keys: z.array(z.string()).readonly(),
    created_at: timeSchema,
    updated_at: timeSchema,
    deleted: z.literal(true).optional().openapi({ description: 'Only where the person was erased' }),
  })
  .openapi('Customer', {
    example: {
      key: 'acme',
      partner_key: 'pat',
      partner_conflicts: [],
      email: 'billing@example.com',
      name: 'Acme',
      provider_keys: ['stripe:customer:cus_1'],
      created_at: '2026-01-05T09:00:00.000Z',
      updated_at: '2026-01-31T09:30:02.000Z',
    },
  });

export const customerJson = ({ key, facts, createdAt, updatedAt }: CustomerItem): z.infer<typeof customerSchema> => {
  const view = viewCustomer(facts);
  return {
    key,
    partner_key: view.partnerKey,
    partner_conflicts: view.partnerConflicts,
    email: view.email,
    name: view.name,
    provider_keys: view.providerKeys,
    created_at: toTime(createdAt),
    updated_at: toTime(updatedAt),
    ...(view.erased ? { deleted: true } : {}),
  };
};
