import { Duration } from 'aws-cdk-lib';
import { HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import type { IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { ProviderId } from '../../../functions/domain/keys.ts';
import type { LedgerMetrics } from '../metrics.ts';
import type { RunbookSection } from '../runbook.ts';
import type { Throttle } from '../stage-config.ts';
import { BundledFunction } from './bundled-function.ts';
import type { HttpFront } from './http-front.ts';
import { RunbookAlarm } from './runbook-alarm.ts';
import type { ServiceContext } from './service-context.ts';

export type WebhookRouteProps = {
  readonly provider: ProviderId;
  readonly front: HttpFront;
  readonly queue: Queue;
  readonly secret: Secret;
  readonly environment: Readonly<Record<string, string>>;
  readonly throttle: Throttle;
  readonly reservedConcurrency: number | null;
  readonly context: ServiceContext;
};

/** The function answers within 4 s whatever hangs; what it needs beyond is the start of a cold one. */
const TIMEOUT = Duration.seconds(8);

/** Everything that one provider needs: its route, its function, what that may do, and the alarms that are about this provider. */
export class WebhookRoute extends Construct {
  readonly provider: ProviderId;
  /** What to paste into the provider's panel. */
  readonly url: string;
  readonly ingest: BundledFunction;

  constructor(scope: Construct, id: string, props: WebhookRouteProps) {
    super(scope, id);
    const { provider, front, queue, secret, environment, throttle, reservedConcurrency, context } = props;
    this.provider = provider;
    this.ingest = new BundledFunction(this, 'Ingest', {
      bundle: `ingest-${provider}`,
      description: `Takes webhooks of ${provider} in`,
      environment: { ...environment, HOOKLEDGER_SECRET_ID: secret.secretArn },
      timeout: TIMEOUT,
      onFailure: 'The gateway calls it and tells the provider, which sends the webhook again.',
      reservedConcurrency,
      context,
    });
    queue.grant(this.ingest.lambda, 'sqs:SendMessage');
    secret.grantRead(this.ingest.lambda);
    const path = `/webhooks/${provider}`;
    front.addRoute({ method: HttpMethod.POST, path, target: this.ingest.lambda, throttle });
    this.url = `${front.url}${path}`;
    for (const [alarmId, alarm] of Object.entries(alarmsOf(provider, context.metrics)))
      new RunbookAlarm(this, alarmId, { ...alarm, topic: context.topic });
  }
}

type ProviderAlarm = {
  readonly section: RunbookSection;
  readonly tells: string;
  readonly metric: IMetric;
  readonly threshold: number;
  readonly periods?: number;
};

const QUARTER_HOUR = 15;

const alarmsOf = (provider: ProviderId, { counted, measured }: LedgerMetrics): Readonly<Record<string, ProviderAlarm>> => ({
  IngestFails: {
    section: 'ingest-fails',
    tells: `Webhooks of ${provider} were answered 503, which the provider sends again: their secret could not be read, or they could not be queued.`,
    metric: counted('IngestFailed', { provider }),
    threshold: 1,
    periods: 2,
  },
  VerificationFailures: {
    section: 'verification-failures',
    tells: `Ten or more webhooks of ${provider} were not verified within a quarter of an hour.`,
    metric: counted('VerificationFailed', { provider }, QUARTER_HOUR),
    threshold: 10,
  },
  ClockSkew: {
    section: 'clock-skew',
    tells: `Webhooks of ${provider} were rightly signed, but for another time.`,
    metric: counted('TimestampOutOfRange', { provider }, QUARTER_HOUR),
    threshold: 3,
  },
  SecretMissing: {
    section: 'secret-missing',
    tells: `A webhook of ${provider} was refused, because no secret of it was put in yet.`,
    metric: counted('SecretMissing', { provider }),
    threshold: 1,
  },
  Silent: {
    section: 'provider-silent',
    tells: `No verified webhook of ${provider} has come for twice as long as was usual for it.`,
    metric: measured('SilenceRatio', { provider }),
    threshold: 2,
    periods: 3,
  },
  Unreadable: {
    section: 'unreadable-events',
    tells: `A verified event of ${provider} could not be read; its body is kept.`,
    metric: counted('EventsUnreadable', { provider }),
    threshold: 1,
  },
  CardNumbers: {
    section: 'card-numbers',
    tells: `An event of ${provider} carried what looks like a card number.`,
    metric: counted('CardNumbersSeen', { provider }),
    threshold: 1,
  },
});
