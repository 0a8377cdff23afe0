import { Stack, Validations } from 'aws-cdk-lib';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';

/** Where alarms go. An e-mail address has to confirm before it is told anything. */
export class AlarmTopic extends Topic {
  constructor(scope: Construct, id: string, { email }: { readonly email: string | null }) {
    // Not encrypted with the key of SNS: CloudWatch may not use it, and no alarm would arrive. An alarm says nothing secret.
    super(scope, id, { displayName: 'Hookledger', enforceSSL: true });
    // The policy that demands TLS takes the place of the one that lets the account's own alarms in.
    const ownAlarms = { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } };
    this.grantPublish(new ServicePrincipal('cloudwatch.amazonaws.com').withConditions(ownAlarms));
    if (email === null) return;
    this.addSubscription(new EmailSubscription(email));
    Validations.of(this).acknowledge({
      id: 'Serverless-SNSRedrivePolicy',
      reason: 'An e-mail that cannot be delivered is no use an hour later; the alarm stays red on the console and the dashboard.',
    });
  }
}
