import { PROVIDER_IDS, type ProviderId } from '../../functions/domain/keys.ts';

/** A function as it is called under SAM, whatever the stacks call it. */
export type FunctionId = 'Api' | 'Processor' | 'Sweeper' | `Ingest${Capitalize<ProviderId>}`;

export const ingestId = (provider: ProviderId): FunctionId => {
  const [first = '', ...rest] = provider;
  return `Ingest${first.toUpperCase()}${rest.join('')}` as FunctionId;
};

/** The one property by which a function is found in the templates: what it says that it does. */
export const FUNCTION_BY_DESCRIPTION: ReadonlyMap<string, FunctionId> = new Map<string, FunctionId>([
  ...PROVIDER_IDS.map((provider) => [`Takes webhooks of ${provider} in`, ingestId(provider)] as const),
  ['Serves the REST API', 'Api'],
  ['Brings deliveries into the ledger', 'Processor'],
  ['Takes up what a crash left lying', 'Sweeper'],
]);
