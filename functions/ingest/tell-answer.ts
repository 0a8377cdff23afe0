import type { Log } from '../platform/log.ts';
import type { Answer, IngestDeps } from './create-ingest-handler.ts';

/** One log line and one counter for each request. Alarms are set on these names; docs/runbook.md tells what to do. */
export const tellAnswer = ({ verifier, log, metrics }: IngestDeps, answer: Answer): void => {
  const { provider } = verifier;
  levelOf(log, answer)('webhook answered', { provider, ...answer });
  metrics?.count(counterOf(answer), { provider });
  if (answer.status === 200) metrics?.count('SecretPosition', { provider, position: String(answer.secretIndex) });
};

const levelOf = (log: Log, { status }: Answer): Log['info'] => {
  if (status === 503) return log.error;
  return status === 200 ? log.info : log.warn;
};

const counterOf = (answer: Answer) => {
  switch (answer.status) {
    case 200:
      return 'DeliveryQueued';
    case 503:
      return 'IngestFailed';
    case 401:
      return counterOfRejection(answer.reason);
    default:
      return 'RequestRefused';
  }
};

const counterOfRejection = (reason: (Answer & { readonly status: 401 })['reason']) => {
  switch (reason) {
    case 'no_secret_configured':
      return 'SecretMissing';
    // The signature was right, only the time was not: a clock is wrong, or somebody sends an old request again.
    case 'timestamp_out_of_range':
      return 'TimestampOutOfRange';
    default:
      return 'VerificationFailed';
  }
};
