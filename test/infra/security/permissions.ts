import { CfnElement, type Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as z from 'zod';

/** What the role of a function may do on a resource, which is told by its place in the construct. */
export type Permission = { readonly role: string; readonly resource: string; readonly actions: readonly string[] };

const oneOrMore = <Schema extends z.ZodType>(schema: Schema) => z.union([schema, z.array(schema)]);
const policySchema = z.object({
  Properties: z.object({
    Roles: z.tuple([z.object({ Ref: z.string() })]),
    PolicyDocument: z.object({
      Statement: z.array(z.object({ Effect: z.literal('Allow'), Action: oneOrMore(z.string()), Resource: oneOrMore(z.unknown()) })),
    }),
  }),
});

/** Every permission of every role of a stack whose resources are all its own. */
export const permissionsOf = (stack: Stack): readonly Permission[] => {
  const places = placesOf(stack);
  const policies = Object.values(Template.fromStack(stack).findResources('AWS::IAM::Policy')).map((policy) => policySchema.parse(policy));
  return policies.flatMap(({ Properties: { Roles, PolicyDocument } }) =>
    PolicyDocument.Statement.flatMap(({ Action, Resource }) =>
      [Resource].flat().map((resource) => ({
        role: placeOf(places, Roles[0].Ref),
        resource: resourceText(places, resource),
        actions: [Action].flat(),
      })),
    ),
  );
};

type Places = ReadonlyMap<string, string>;

const placesOf = (stack: Stack): Places => {
  const elements = stack.node.findAll().filter((construct) => CfnElement.isCfnElement(construct));
  return new Map(elements.map((element) => [stack.resolve(element.logicalId), element.node.path.replace(/\/Resource$/, '')]));
};

const placeOf = (places: Places, logicalId: string): string => places.get(logicalId) ?? logicalId;

const reference = z.union([
  z.object({ Ref: z.string() }).transform(({ Ref }) => Ref),
  z.object({ 'Fn::GetAtt': z.tuple([z.string(), z.literal('Arn')]) }).transform((attribute) => attribute['Fn::GetAtt'][0]),
]);
const joined = z.object({ 'Fn::Join': z.tuple([z.literal(''), z.array(z.union([z.string(), reference]))]) });

/** In the words of the construct; what has another shape stays as the template has it. */
const resourceText = (places: Places, resource: unknown): string => {
  if (typeof resource === 'string') return resource;
  const whole = reference.safeParse(resource);
  if (whole.success) return placeOf(places, whole.data);
  const parts = joined.safeParse(resource);
  if (!parts.success) return JSON.stringify(resource);
  return parts.data['Fn::Join'][1].map((part) => placeOf(places, part)).join('');
};
