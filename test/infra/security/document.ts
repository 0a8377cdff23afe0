import type { StageConfig } from '../../../lib/aws/stage-config.ts';
import { type Acknowledgement, acknowledgementsBelow } from './acknowledgements.ts';
import { oneStack } from './one-stack.ts';
import { type Permission, permissionsOf } from './permissions.ts';

/** docs/security.md: what each function may do, and which findings of cdk-nag stand. Made from the templates, so that it is true. */
export const securityDocument = (config: StageConfig): string => {
  const [plain, traced] = [oneStack({ ...config, tracing: false }), oneStack({ ...config, tracing: true })];
  const without = acknowledgementsBelow(plain);
  const added = acknowledgementsBelow(traced).filter((one) => !without.some((other) => lineOf(one) === lineOf(other)));
  const wildcards = [...permissionsOf(traced)].filter(({ resource }) => resource.includes('*'));
  return [
    HEAD,
    table(['function', 'on', 'may'], permissionsOf(plain).map(permissionCells)),
    WILDCARDS,
    table(['function', 'on', 'may'], wildcards.map(permissionCells)),
    FINDINGS,
    table(['rule', 'resource', 'why it stands'], without.map(findingCells)),
    TRACED,
    table(['rule', 'resource', 'why it stands'], added.map(findingCells)),
  ].join('\n\n');
};

const HEAD = `# Security

\`npm run security\` writes this page from the templates of production; \`npm run security -- --check\` and a test hold it to them.
Resources are told by their place in the construct \`Hookledger\`.

## What each function may do

There is no other permission: each function has a role of its own, no policy of AWS, and no wildcard. (The name of a log group stands for
its streams, too.)`;

const WILDCARDS = `## Wildcards

Only where the stage has tracing on:`;

const FINDINGS = `## Findings that stand

Every synthesis is held to the packs AwsSolutions and Serverless of cdk-nag, and ends when it finds what is not in this list.`;

const TRACED = `Where the stage has tracing on, those of \`Serverless-LambdaTracing\` go, and these come:`;

const placeText = (path: string): string => path.replace(/^Team\/Hookledger\//, '');

const permissionCells = ({ role, resource, actions }: Permission): readonly string[] => [
  placeText(role).replace(/\/Role$/, ''),
  placeText(resource).replace(/Team\/Hookledger\//g, ''),
  actions.map((action) => `\`${action}\``).join(', '),
];

const findingCells = ({ rule, resource, reason }: Acknowledgement): readonly string[] => [`\`${rule}\``, placeText(resource), reason];

const lineOf = (one: Acknowledgement): string => findingCells(one).join();

const table = (heads: readonly string[], rows: readonly (readonly string[])[]): string =>
  [heads, heads.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
