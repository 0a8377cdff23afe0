import { paginateListStackResources } from '@aws-sdk/client-cloudformation';
import { type FunctionConfiguration, GetFunctionConfigurationCommand } from '@aws-sdk/client-lambda';
import type { ProviderId } from '../../functions/domain/keys.ts';
import type { Outputs } from './cdk.ts';
import type { Clients } from './clients.ts';

/** A function of ours by what it does. */
export type FunctionRole = 'processor' | 'sweeper' | 'api' | `ingest-${ProviderId}`;

/** What was deployed, found by what CloudFormation tells of it and by what the functions are told, never by a name that we know. */
export type Deployment = {
  /** The address of the API, as this machine can reach it. */
  readonly url: string;
  readonly functionName: (role: FunctionRole) => string;
  /** The function as it is at this moment. */
  readonly configuration: (role: FunctionRole) => Promise<FunctionConfiguration>;
  /** A variable of a function's environment. Throws when it is not told. */
  readonly told: (role: FunctionRole, variable: string) => Promise<string>;
  /** Ids of the deployed resources of a type. */
  readonly idsOf: (type: string) => readonly string[];
};

export const findDeployment = async (clients: Clients, endpoint: string, outputs: Outputs): Promise<Deployment> => {
  const resources = (await Promise.all(Object.keys(outputs).map((stack) => resourcesOf(clients, stack)))).flat();
  const functionName = (role: FunctionRole): string => {
    const found = resources.filter(({ type, logicalId }) => type === 'AWS::Lambda::Function' && looksLike(role, logicalId));
    const [only] = found;
    if (only === undefined || found.length > 1) throw new Error(`${found.length} functions of the stacks look like the ${role}`);
    return only.id;
  };
  const configuration = (role: FunctionRole) =>
    clients.lambda.send(new GetFunctionConfigurationCommand({ FunctionName: functionName(role) }));
  return {
    url: reachable(endpoint, outputs),
    functionName,
    configuration,
    told: async (role, variable) => {
      const value = (await configuration(role)).Environment?.Variables?.[variable];
      if (value === undefined) throw new Error(`The ${role} is not told ${variable}`);
      return value;
    },
    idsOf: (wanted) => resources.filter(({ type }) => type === wanted).map(({ id }) => id),
  };
};

/** The words of the role stand in the path of the construct, whatever else stands there. */
const looksLike = (role: FunctionRole, logicalId: string): boolean =>
  role.split('-').every((word) => logicalId.toLowerCase().includes(word));

const resourcesOf = async ({ cloudFormation }: Clients, stack: string) => {
  const found = [];
  for await (const page of paginateListStackResources({ client: cloudFormation }, { StackName: stack })) {
    for (const { ResourceType = '', LogicalResourceId = '', PhysicalResourceId = '' } of page.StackResourceSummaries ?? [])
      found.push({ type: ResourceType, logicalId: LogicalResourceId, id: PhysicalResourceId });
  }
  return found;
};

const A_WEBHOOK = '/webhooks/stripe';

/**
 * The emulator serves an API at a host of its own, `<id>.execute-api.localhost`, which not every machine resolves, and below a path,
 * which every machine can reach.
 */
const reachable = (endpoint: string, outputs: Outputs): string => {
  const url = Object.values(outputs)
    .flatMap((values) => Object.values(values))
    .find((value) => value.startsWith('http') && value.endsWith(A_WEBHOOK));
  if (url === undefined) throw new Error(`No output is the URL of ${A_WEBHOOK}`);
  const [apiId] = new URL(url).hostname.split('.');
  return `${endpoint}/_aws/execute-api/${apiId}/$default`;
};
