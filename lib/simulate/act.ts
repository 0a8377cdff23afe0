import * as z from 'zod';
import type { ApiClient } from '../cli/api-client.ts';
import { CliError } from '../cli/cli-error.ts';
import type { TeamAct } from '../world/world.ts';
import type { Counts } from './counts.ts';
import { insist } from './insist.ts';

/** What the team does, through the API. Refusals are reported: its words contradict nothing. */
export const act = async (
  api: ApiClient,
  counts: Counts,
  signal: AbortSignal,
  { key, partnerKey, providerKeys }: TeamAct,
): Promise<void> => {
  const json = { key, ...(partnerKey !== null && { partner_key: partnerKey }), provider_keys: providerKeys };
  try {
    await insist(signal, () => api.post('/v1/customers', { json }, z.unknown()));
  } catch (error) {
    if (!(error instanceof CliError) || error.status === undefined || error.status === 401 || error.status === 403) throw error;
    counts.report({ of: 'team', sentence: `customer ${key} was refused with ${error.status}: ${error.message}` });
  }
};
