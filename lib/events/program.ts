import { randomUUID } from 'node:crypto';
import { Command, type CommandUnknownOpts, Option } from '@commander-js/extra-typings';
import { PROVIDER_IDS } from '../../functions/domain/keys.ts';
import { apiPath, json, seed, time, url } from './arguments.ts';
import { curlCommand } from './curl.ts';
import { fixturesOf } from './fixtures.ts';
import { apiEvent, ingestEvent, processorEvent } from './lambda-events.ts';
import { listOf } from './listing.ts';
import { sampleEvent } from './sample-event.ts';
import { secretsOf } from './secrets-of.ts';
import { providerNamed, signedRequest } from './signed-request.ts';
import { worldEvent } from './world-event.ts';

export type EventDeps = {
  /** The folder that holds `functions`. */
  readonly projectRoot: string;
  readonly clock: () => Date;
  readonly print: (text: string) => void;
};

const LOCAL_URL = 'http://127.0.0.1:3000';

const EXAMPLES = `
Examples:
  npm run --silent event -- stripe charge.succeeded > event.json
  npm run --silent event -- processor stripe charge.succeeded
  npm run --silent event -- stripe charge.succeeded --curl | sh
  npm run --silent event -- stripe charge.refunded --id 7
  npm run --silent event -- recurly successful_payment_notification --world 7
  npm run --silent event -- api /v1/customers/acme-1
  npm run --silent event -- list recurly
`;

/** The command line. It throws an `EventError` or a `StartError` with a sentence, and a `CommanderError` when it is used wrongly. */
export const createProgram = (deps: EventDeps): CommandUnknownOpts => {
  const program = new Command('event')
    .description('Prints a sample event of a provider, with ids and times of its own, signed just now.')
    .addHelpText('after', () => `\n${webhookCommand(deps).helpInformation()}${EXAMPLES}`)
    .showHelpAfterError('(--help tells how)')
    .exitOverride();
  const commands = [webhookCommand, processorCommand, apiCommand, listCommand].map((commandOf) => commandOf(deps));
  for (const command of commands) program.addCommand(command.copyInheritedSettings(program), { isDefault: command.name() === 'webhook' });
  return program;
};

const printJson = ({ print }: EventDeps, value: unknown): void => print(JSON.stringify(value, null, 2));

/** What names an event; each command adds what it does with it. */
const eventCommand = (name: string, description: string) =>
  new Command(name)
    .description(description)
    .argument('<provider>', PROVIDER_IDS.join(', '))
    .argument('<type>', 'such as charge.succeeded; `list` tells them all')
    .option('--id <text>', 'make the ids from this text: the same text makes the same ids, in every event')
    .option('--at <time>', 'when it happened; now when it is absent', time)
    .addOption(
      new Option('--world <seed>', 'take the first one that happens in the world of this seed, where the same seed makes the same bytes')
        .argParser(seed)
        .conflicts(['id', 'at']),
    )
    .option('--secrets <file>', 'sign with the secrets of this file, not with those of the laptop');

type EventOptions = { readonly id?: string; readonly at?: Date; readonly world?: number; readonly secrets?: string };

const requestOf = ({ projectRoot }: EventDeps, [providerName, name]: readonly [string, string], options: EventOptions, now: Date) => {
  const provider = providerNamed(providerName);
  const event =
    options.world === undefined
      ? sampleEvent(fixturesOf(projectRoot, provider), { provider, name, seed: options.id ?? randomUUID(), at: options.at ?? now })
      : worldEvent({ provider, name, seed: options.world });
  return { provider, request: signedRequest(event, { provider, secrets: secretsOf(options.secrets), now }) };
};

const webhookCommand = (deps: EventDeps): CommandUnknownOpts =>
  eventCommand('webhook', 'what API Gateway hands to an ingest function (what is printed when no command is named)')
    .option('--curl', 'print a command line for curl that sends it')
    .addOption(new Option('--url <url>', 'where curl sends it').argParser(url).default(LOCAL_URL).implies({ curl: true }))
    .action((provider, type, options) => {
      const now = deps.clock();
      const { request } = requestOf(deps, [provider, type], options, now);
      if (options.curl) return deps.print(curlCommand(request, options.url));
      printJson(deps, ingestEvent(request, now));
    });

const processorCommand = (deps: EventDeps): CommandUnknownOpts =>
  eventCommand('processor', 'what SQS hands to the processor').action((providerName, type, options) => {
    const now = deps.clock();
    const { provider, request } = requestOf(deps, [providerName, type], options, now);
    printJson(deps, processorEvent(request, provider, now));
  });

const apiCommand = (deps: EventDeps): CommandUnknownOpts =>
  new Command('api')
    .description('what API Gateway hands to the function of the REST API')
    .argument('<path>', 'with its query, such as /v1/customers/acme-1', apiPath)
    .option('--key <key>', 'the API key; that of the laptop when it is absent', 'local-key')
    .option('--data <json>', 'send this by POST; without it, read', json)
    .action((url, { key, ...data }) => printJson(deps, apiEvent({ url, apiKey: key, ...data }, deps.clock())));

const listCommand = (deps: EventDeps): CommandUnknownOpts =>
  new Command('list')
    .description('the sample events that there are')
    .argument('[provider]', PROVIDER_IDS.join(', '))
    .action((name) => {
      const providers = name === undefined ? PROVIDER_IDS : [providerNamed(name)];
      for (const provider of providers) deps.print(listOf(provider, fixturesOf(deps.projectRoot, provider)));
    });
