import { GetRolePolicyCommand, PutRolePolicyCommand, paginateListRolePolicies } from '@aws-sdk/client-iam';
import * as z from 'zod';
import type { Clients } from './clients.ts';
import type { Deployment, FunctionRole } from './deployment.ts';

const oneOrMore = z.union([z.string().transform((text) => [text]), z.array(z.string())]);
const policySchema = z.looseObject({ Statement: z.array(z.looseObject({ Action: oneOrMore })) });

type Policy = { readonly name: string; readonly text: string };

/** Takes an action away from a function's role, wherever it is granted. Gives what puts it back. Throws when it was never granted. */
export const takeAway = async (
  { iam }: Clients,
  deployment: Deployment,
  { from, action }: { readonly from: FunctionRole; readonly action: string },
): Promise<() => Promise<void>> => {
  const RoleName = await roleOf(deployment, from);
  const put = ({ name, text }: Policy) => iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: name, PolicyDocument: text }));
  const policies = (await policiesOf(iam, RoleName)).filter(({ text }) => text.includes(`"${action}"`));
  if (policies.length === 0) throw new Error(`The role of the ${from} may not ${action} as it is`);
  for (const { name, text } of policies) await put({ name, text: without(text, action) });
  return async () => {
    for (const policy of policies) await put(policy);
  };
};

/** Lets a function do what the emulator asks for and AWS does not. */
export const giveBesides = async (
  { iam }: Clients,
  deployment: Deployment,
  { to, action }: { readonly to: FunctionRole; readonly action: string },
): Promise<void> => {
  const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: action, Resource: '*' }] });
  await iam.send(new PutRolePolicyCommand({ RoleName: await roleOf(deployment, to), PolicyName: 'emulator', PolicyDocument }));
};

const roleOf = async (deployment: Deployment, role: FunctionRole): Promise<string> => {
  const { Role = '' } = await deployment.configuration(role);
  return Role.slice(Role.lastIndexOf('/') + 1);
};

const policiesOf = async (iam: Clients['iam'], RoleName: string): Promise<readonly Policy[]> => {
  const policies = [];
  for await (const { PolicyNames = [] } of paginateListRolePolicies({ client: iam }, { RoleName })) {
    for (const name of PolicyNames) {
      const { PolicyDocument = '' } = await iam.send(new GetRolePolicyCommand({ RoleName, PolicyName: name }));
      policies.push({ name, text: decodeURIComponent(PolicyDocument) });
    }
  }
  return policies;
};

const without = (text: string, action: string): string => {
  const policy = policySchema.parse(JSON.parse(text));
  const statements = policy.Statement.map((statement) => ({ ...statement, Action: statement.Action.filter((name) => name !== action) }));
  return JSON.stringify({ ...policy, Statement: statements.filter(({ Action }) => Action.length > 0) });
};
