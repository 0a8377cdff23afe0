import { PROVIDER_IDS } from '../../functions/domain/keys.ts';
import type { LocalOptions } from './options.ts';
import type { RunningStack } from './start-local.ts';

/** What is told on standard output once everything is up: one line to wait for, then where everything is. */
export const bannerOf = (stack: RunningStack, options: LocalOptions): string => {
  const rows = [
    ...PROVIDER_IDS.map((id) => [id, `${stack.url}/webhooks/${id}${stack.providers.includes(id) ? '' : ' (off)'}`]),
    ['API', `${stack.url}/v1`],
    ['docs', `${stack.url}/docs`],
    ['secrets', options.secretsFile ?? 'built in and public, API key: local-key (HOOKLEDGER_SECRETS=file.json for your own)'],
    ['settings', options.settingsFile ?? 'local defaults (HOOKLEDGER_SETTINGS=file.json to change)'],
    ['SQS', stack.queueUrl],
    ['DynamoDB', stack.dynamoDbEndpoint],
    ['data', options.dataFolder ?? 'in memory, gone at the end'],
  ];
  const table = rows.map(([name = '', value = '']) => `  ${name.padEnd(10)} ${value}`);
  return [`hookledger is ready at ${stack.url}`, '', ...table, '', 'Ctrl-C stops it.', ''].join('\n');
};
