import { CfnOutput } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Hookledger } from './hookledger.ts';

/** Tells whoever deploys what to paste where, and what to type next. */
export const addOutputs = (scope: Construct, hookledger: Hookledger, name: string): void => {
  const output = (id: string, description: string, value: string) => new CfnOutput(scope, id, { value, description });
  for (const [provider, url] of hookledger.webhookUrls) output(`Webhook-${provider}`, `The URL to paste into ${provider}`, url);
  output('ApiUrl', 'The address of the REST API', hookledger.apiUrl);
  for (const [part, secretName] of hookledger.secretNames) output(`Secret-${part}`, `The name of the secret of ${part}`, secretName);
  output('DashboardUrl', 'How it goes', hookledger.dashboardUrl);
  if (hookledger.domainTarget !== undefined) output('DomainTarget', 'What your domain name has to point to', hookledger.domainTarget);
  const [provider = 'stripe'] = hookledger.webhookUrls.keys();
  output('Next1', 'Then let a provider in', `npm run --silent secrets -- put ${provider} --stage ${name}`);
  output('Next2', 'Then make a key of the REST API', `npm run --silent secrets -- put api --name backend --scope write --stage ${name}`);
  output('Next3', 'Then see whether all is well', `HOOKLEDGER_URL=${hookledger.apiUrl} HOOKLEDGER_API_KEY=<key> npx hookledger doctor`);
};
