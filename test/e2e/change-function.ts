import { UpdateFunctionConfigurationCommand, waitUntilFunctionUpdatedV2 } from '@aws-sdk/client-lambda';
import type { Clients } from './clients.ts';
import type { Deployment, FunctionRole } from './deployment.ts';

type Variables = Readonly<Record<string, string>>;

/** Gives a function another environment, as an operator's hand would; it starts anew with it. Resolves when it is in force. */
export const changeEnvironment = async (
  { lambda }: Clients,
  deployment: Deployment,
  role: FunctionRole,
  change: (variables: Variables) => Variables,
): Promise<void> => {
  const { Environment } = await deployment.configuration(role);
  const FunctionName = deployment.functionName(role);
  const Variables = { ...change(Environment?.Variables ?? {}) };
  await lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName, Environment: { Variables } }));
  await waitUntilFunctionUpdatedV2({ client: lambda, maxWaitTime: 60 }, { FunctionName });
};
