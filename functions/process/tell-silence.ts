import { silenceRatio } from '../domain/silence.ts';
import type { ProcessDeps } from './deps.ts';

/** Tells of each provider that is on and was ever heard of how silent it is. */
export const tellSilence = async ({ ledger, settings, clock, metrics }: ProcessDeps): Promise<void> => {
  const now = clock().getTime();
  for (const { provider, receivedAt, usualGap } of await ledger.lastEvents()) {
    if (!settings.providers.includes(provider)) continue;
    metrics.gauge('SilenceRatio', silenceRatio({ since: now - receivedAt, usual: usualGap }), { provider });
  }
};
