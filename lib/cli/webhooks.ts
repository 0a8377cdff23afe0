import * as z from 'zod';
import { type CommandOf, createCommand } from './command.ts';
import { durationText, timeText } from './times.ts';

export const webhookSchema = z.looseObject({
  provider: z.string(),
  name: z.string(),
  url: z.string(),
  events: z.array(z.string()),
  last_event_at: z.string().nullable(),
});
export type Webhook = z.infer<typeof webhookSchema>;

/** What to set up in the panel of each provider, and when it was last heard of. */
export const webhooksCommand: CommandOf = ({ api, terminal }) =>
  createCommand('webhooks', {
    description: 'shows the URL to paste at each provider, the events to tick there, and whether they arrive',
    example: 'hookledger webhooks\n  hookledger webhooks --json',
  }).action(async ({ json }) => {
    const webhooks = await api().all('/v1/webhooks', webhookSchema);
    if (json) return terminal.printJson(webhooks);
    terminal.print(webhooks.map((webhook) => webhookText(webhook, Date.now())).join('\n\n'));
  });

const webhookText = ({ name, url, events, last_event_at: last }: Webhook, now: number): string =>
  [`${name}  ${url}`, `  last verified event: ${lastText(last, now)}`, '  events to tick:', ...events.map((event) => `    ${event}`)].join(
    '\n',
  );

const lastText = (last: string | null, now: number): string =>
  last === null ? 'none yet' : `${timeText(last)}, ${durationText(secondsSince(last, now))} ago`;

export const secondsSince = (time: string, now: number): number => Math.max(0, Math.floor((now - Date.parse(time)) / 1000));
