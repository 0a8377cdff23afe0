import type { Log } from '../platform/log.ts';
import { createCountPositions } from './count-positions.ts';
import type { Answer, IngestDeps } from './create-ingest-handler.ts';

/** One log line for each request, and a counter for each that was refused. Alarms are set on these names; docs/runbook.md tells what to do. */
export const createTellAnswer = (deps: IngestDeps): ((answer: Answer) => void) => {
  const { verifier, log, metrics } = deps;
  const { provider } = verifier;
  const countPosition = metrics && createCountPositions({ ...deps, metrics });
  return (answer) => {
    levelOf(log, answer)('webhook answered', { provider, ...answer });
    if (answer.status === 200) countPosition?.(answer.secretIndex);
    else metrics?.count(counterOf(answer), { provider });
  };
};

type Refusal = Exclude<Answer, { readonly status: 200 }>;

const levelOf = (log: Log, { status }: Answer): Log['info'] => {
  if (status === 503) return log.error;
  return status === 200 ? log.info : log.warn;
};

const counterOf = (answer: Refusal) => {
  switch (answer.status) {
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
