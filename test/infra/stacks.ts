import { readFileSync } from 'node:fs';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as z from 'zod';
import { createStacks } from '../../lib/aws/create-stacks.ts';

const { context } = z.object({ context: z.record(z.string(), z.unknown()) }).parse(JSON.parse(readFileSync('cdk.json', 'utf8')));

/** The templates of a stage as `cdk synth` writes them, but for the code of the functions, which test/bundles.test.ts builds. */
export const templatesOf = (stage: string) => {
  const { stateful, stateless } = createStacks(new App({ context: { ...context, 'aws:cdk:bundling-stacks': [] } }), stage);
  return { data: Template.fromStack(stateful), functions: Template.fromStack(stateless) };
};

const statement = z.object({ Action: z.union([z.string(), z.array(z.string())]), Resource: z.unknown() });
const policy = z.object({ Properties: z.object({ PolicyDocument: z.object({ Statement: z.array(statement) }) }) });

/** An action and the resources that it is allowed on, in the words of the template. */
type Grant = readonly [action: string, resources: readonly string[]];

/** What the function whose id begins so is allowed, but for its log. */
export const grantsOf = (functions: Template, id: string): readonly Grant[] => {
  const policies = Object.entries(functions.findResources('AWS::IAM::Policy')).filter(([name]) => name.startsWith(id));
  const statements = policies.flatMap(([, resource]) => policy.parse(resource).Properties.PolicyDocument.Statement);
  return statements.flatMap(({ Action, Resource }) => {
    const resources = [Resource].flat().map((resource) => JSON.stringify(resource));
    return [Action].flat().map((action): Grant => [action, resources]);
  });
};

const exported = z.object({ Value: z.unknown(), Export: z.object({ Name: z.string() }) });

/** The name by which the functions' template knows the ARN of the resource of the data's template whose id begins so. */
export const importOf = (data: Template, id: string): string => {
  const outputs = Object.values(data.findOutputs('*')).map((output) => exported.parse(output));
  const namesOf = (value: RegExp) => outputs.filter(({ Value }) => value.test(JSON.stringify(Value))).map(({ Export }) => Export.Name);
  // The reference to a secret is its ARN already.
  const [name, ...others] = [...namesOf(new RegExp(`"Fn::GetAtt":\\["${id}[^"]*","Arn"`)), ...namesOf(new RegExp(`"Ref":"Secret${id}`))];
  if (name === undefined || others.length > 0) throw new Error(`The data's template has not one ${id}`);
  return JSON.stringify({ 'Fn::ImportValue': name });
};
