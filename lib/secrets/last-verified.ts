import { type CloudWatchClient, GetMetricStatisticsCommand } from '@aws-sdk/client-cloudwatch';
import { PROVIDER_IDS } from '../../functions/domain/keys.ts';
import { metricsNamespace } from '../../functions/platform/metrics.ts';
import type { SecretPart } from './kinds.ts';

/** What a live value did lately: requests that it verified, and the hour of the last one (its beginning). */
export type Verified = { readonly requests: number; readonly last: Date | null };

/** Null where nobody counts: the keys of the REST API stand in the access log instead. */
export type LastVerified = (part: SecretPart, position: number, since: Date) => Promise<Verified | null>;

const DAYS = 3;
const HOUR_SECONDS = 3_600;
/** Functions keep a secret for so long: until then they count by the positions of the version before. */
const CACHE_MS = 5 * 60_000;

/** Reads the metric `SecretPosition`, of the last three days and only since the secret was changed last. */
export const createLastVerified =
  ({ client, stage, now }: { readonly client: CloudWatchClient; readonly stage: string; readonly now: Date }): LastVerified =>
  async (part, position, since) => {
    if (!PROVIDER_IDS.some((id) => id === part)) return null;
    const StartTime = new Date(Math.max(since.getTime() + CACHE_MS, now.getTime() - DAYS * 24 * HOUR_SECONDS * 1_000));
    if (StartTime >= now) return { requests: 0, last: null };
    const command = new GetMetricStatisticsCommand({
      ...{
        Namespace: metricsNamespace(stage),
        MetricName: 'SecretPosition',
        StartTime,
        EndTime: now,
        Period: HOUR_SECONDS,
        Statistics: ['Sum'],
      },
      Dimensions: [
        { Name: 'provider', Value: part },
        { Name: 'position', Value: String(position) },
      ],
    });
    const { Datapoints = [] } = await client.send(command);
    const heard = Datapoints.filter(({ Sum = 0 }) => Sum > 0);
    return {
      requests: heard.reduce((sum, { Sum = 0 }) => sum + Sum, 0),
      last: heard.reduce<Date | null>((last, { Timestamp }) => (Timestamp && (!last || Timestamp > last) ? Timestamp : last), null),
    };
  };
