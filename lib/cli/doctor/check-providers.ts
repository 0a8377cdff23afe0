import { durationText } from '../times.ts';
import { secondsSince, type Webhook } from '../webhooks.ts';
import { type Finding, look, ok, wrong } from './finding.ts';

/**
 * Whether each provider is heard. A verified event is the proof that its secret is right; without one, nobody but the provider can
 * tell whether it sends at all.
 */
export const checkProviders = (webhooks: readonly Webhook[], now: number, silenceHours: number): readonly Finding[] => [
  ...(webhooks.length === 0 ? [wrong('No provider is on.', 'Name them in the setting "providers".')] : []),
  ...webhooks.map((webhook) => checkProvider(webhook, now, silenceHours)),
];

const checkProvider = ({ provider, name, url, last_event_at: last }: Webhook, now: number, silenceHours: number): Finding => {
  if (last === null) {
    const advice = `Paste ${url} into its panel, and see that its secret is in the secret of ${provider}; or take it out of "providers".`;
    return look(`${name} has never sent an event that could be verified.`, advice);
  }
  const silence = secondsSince(last, now);
  if (silence <= silenceHours * 3600) return ok(`${name} sent a verified event ${durationText(silence)} ago: its secret is accepted.`);
  const advice = `Look in its panel whether it still sends to ${url}, and what it is answered: 401 is a wrong secret.`;
  return look(`${name} has been silent for ${durationText(silence)}.`, advice);
};
