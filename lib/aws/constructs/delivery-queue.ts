import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';

/** The time that the processor has for a batch. */
export const BATCH_TIMEOUT = Duration.seconds(30);

/** Receives of one message before it is given up; the processor records its body at the last. */
const MAX_RECEIVES = 5;
const MAX_MESSAGE_BYTES = 1024 * 1024;

/** Where deliveries and work wait for the processor, and the dead-letter queue behind it, which gives people two weeks to look. */
export class DeliveryQueue extends Construct {
  readonly queue: Queue;
  readonly deadLetters: Queue;

  constructor(scope: Construct, id: string, { retained }: { readonly retained: boolean }) {
    super(scope, id);
    const common = {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      maxMessageSizeBytes: MAX_MESSAGE_BYTES,
      removalPolicy: retained ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    };
    this.deadLetters = new Queue(this, 'DeadLetters', { ...common, retentionPeriod: Duration.days(14) });
    Validations.of(this.deadLetters).acknowledge({
      id: 'Serverless-SQSRedrivePolicy',
      reason: 'It is the dead-letter queue: people look into it, and an alarm calls them.',
    });
    this.queue = new Queue(this, 'Queue', {
      ...common,
      retentionPeriod: Duration.days(4),
      // Six times the function's own, as Lambda asks for: a batch that is throttled is not handed out twice meanwhile.
      visibilityTimeout: Duration.seconds(6 * BATCH_TIMEOUT.toSeconds()),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: MAX_RECEIVES },
    });
  }
}
