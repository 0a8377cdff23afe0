import * as z from 'zod';
import { eventSchema } from '../answers.ts';
import type { ApiClient } from '../api-client.ts';
import { CliError } from '../cli-error.ts';
import { type CommandOf, createCommand } from '../command.ts';
import { isLoopback } from '../connection.ts';
import { wholeNumber } from '../options.ts';
import { queueSchema } from '../queue.ts';
import type { Paint } from '../terminal.ts';
import { listWaiting } from '../waiting.ts';
import { webhookSchema } from '../webhooks.ts';
import { checkConnection } from './check-connection.ts';
import { checkUnreadable, checkWaiting } from './check-ledger.ts';
import { checkProviders } from './check-providers.ts';
import { checkQueue } from './check-queue.ts';
import { checkSettings, settingsSchema } from './check-settings.ts';
import type { Finding } from './finding.ts';

/** Everything that can be wrong on one page, with what to do about it. */
export const doctorCommand: CommandOf = ({ api, terminal }) =>
  createCommand('doctor', {
    description: 'checks the API key, the settings, the providers, the queue and what waits, and says what to do about each finding',
    example: 'hookledger doctor --silence-hours 6',
  })
    .option('--silence-hours <number>', 'a provider that is silent for longer is a finding', wholeNumber, 24)
    .action(async ({ json, silenceHours }) => {
      const findings = await examine(api(), silenceHours, Date.now());
      if (json) terminal.printJson(findings);
      else terminal.print(findings.map((finding) => findingText(finding, terminal.paint)).join('\n'));
      const count = findings.filter(({ level }) => level === 'wrong').length;
      if (count > 0) throw new CliError(count === 1 ? 'One thing is wrong.' : `${count} things are wrong.`);
    });

const examine = async (api: ApiClient, silenceHours: number, now: number): Promise<readonly Finding[]> => {
  const [connection, settings, webhooks, queue, waiting, unreadable] = await Promise.all([
    checkConnection(api),
    api.get('/v1/settings', settingsSchema),
    api.all('/v1/webhooks', webhookSchema),
    api.get('/v1/queue', queueSchema),
    listWaiting(api),
    api.get('/v1/events?outcome=unreadable&limit=250', z.object({ items: z.array(eventSchema), has_more: z.boolean() })),
  ]);
  return [
    ...connection,
    ...checkSettings(settings, { isLaptop: isLoopback(new URL(api.url)) }),
    ...checkProviders(webhooks, now, silenceHours),
    ...checkQueue(queue, now),
    checkWaiting(waiting, now),
    checkUnreadable(unreadable),
  ];
};

const MARKS = { ok: ['green', 'ok   '], look: ['yellow', 'look '], wrong: ['red', 'wrong'] } as const;

const findingText = ({ level, says, advice }: Finding, paint: Paint): string => {
  const [style, mark] = MARKS[level];
  return `${paint(style, mark)}  ${says}${advice === undefined ? '' : `\n       ${advice}`}`;
};
