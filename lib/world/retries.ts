import type { ProviderId } from '../../functions/domain/keys.ts';
import type { Millis } from './world.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * How long each provider waits before it sends an event again that was not answered with 200: after the first attempt, the second,
 * and so on. Then it gives up.
 */
const WAITS: Readonly<Record<ProviderId, readonly Millis[]>> = {
  // Exponential over three days; the steps are not documented. https://docs.stripe.com/webhooks
  stripe: [5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 12 * HOUR, 12 * HOUR, 12 * HOUR],
  // https://www.chargebee.com/docs/2.0/webhook_settings.html
  chargebee: [2 * MINUTE, 6 * MINUTE, 30 * MINUTE, HOUR, 5 * HOUR, DAY, 2 * DAY],
  // 10 + x * 2^(x + 5) seconds. https://docs.recurly.com/docs/webhooks
  recurly: Array.from({ length: 10 }, (_, x) => (10 + x * 2 ** (x + 5)) * SECOND),
  // Five attempts in five minutes. https://docs.maxio.com/hc/en-us/articles/24266143173901
  chargify: [10 * SECOND, 15 * SECOND, 90 * SECOND, 180 * SECOND],
  // Nothing is documented: once more is the least that is useful.
  chargily: [MINUTE],
};

/** Undefined when this provider tries no more. `attempt` is the one that failed, from 1. */
export const waitAfter = (provider: ProviderId, attempt: number): Millis | undefined => WAITS[provider][attempt - 1];

/** How often this provider sends an event at most. */
export const attemptsOf = (provider: ProviderId): number => WAITS[provider].length + 1;
