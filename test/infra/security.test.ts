import { readFileSync } from 'node:fs';
import { Stack } from 'aws-cdk-lib';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import type { IConstruct } from 'constructs';
import { securityDocument } from './security/document.ts';
import { oneStack } from './security/one-stack.ts';
import { anApp, PRODUCTION } from './stacks.ts';

/** What both packs find below a construct and nobody has explained. */
const findingsOf = (construct: IConstruct): readonly string[] =>
  [new AwsSolutionsChecks(), new ServerlessChecks()].flatMap((pack) => {
    const { violations } = pack.validateScope(construct);
    return violations.flatMap(({ ruleName, violatingResources }) =>
      violatingResources.map(({ constructPath }) => `${ruleName} at ${constructPath}`),
    );
  });

describe('cdk-nag', () => {
  it.each([false, true])('finds nothing that is not explained, with tracing %j', (tracing) =>
    expect(findingsOf(oneStack({ ...PRODUCTION, tracing }))).toEqual([]),
  );

  it('finds nothing where there is a domain of its own', () => {
    const domain = { name: 'hooks.example.com', certificateArn: 'arn:aws:acm:eu-central-1:123456789012:certificate/abc' };
    expect(findingsOf(oneStack({ ...PRODUCTION, domain }))).toEqual([]);
  });

  it('would find something new', () => {
    const stack = new Stack(anApp(), 'Naive');
    new Queue(stack, 'Queue');
    expect(findingsOf(stack)).toEqual([
      'AwsSolutions-SQS3 at Naive/Queue/Resource',
      'AwsSolutions-SQS4 at Naive/Queue/Resource',
      'Serverless-SQSRedrivePolicy at Naive/Queue/Resource',
    ]);
  });
});

it('docs/security.md tells what the templates say', () =>
  expect(readFileSync('docs/security.md', 'utf8')).toBe(`${securityDocument(PRODUCTION)}\n`));
