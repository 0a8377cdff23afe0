import type { ProviderId } from '../../../functions/domain/keys.ts';
import { createIngestHandler, type IngestHandler } from '../../../functions/ingest/create-ingest-handler.ts';
import { createDeliverySender } from '../../../functions/ingest/delivery-sender.ts';
import type { Log } from '../../../functions/platform/log.ts';
import { createSecretSource } from '../../../functions/platform/secrets.ts';
import type { Settings } from '../../../functions/platform/settings.ts';
import type { SendText } from '../../../functions/platform/sqs.ts';
import { providers } from '../../../functions/providers/all.ts';
import { testkits } from '../../../lib/events/testkits.ts';
import type { Corruption } from '../../../lib/world/plan.ts';
import type { WireEvent } from '../../../lib/world/world.ts';
import { anEvent } from '../../support/ingest.ts';
import type { Book } from './book.ts';
import { type Build, written } from './builds.ts';
import type { Host } from './host.ts';
import type { Kernel } from './kernel.ts';
import type { SimQueue } from './queue.ts';
import type { SecretStore } from './secrets.ts';

/** What a request put on the queue: counted for the request that sent it, whenever that arrives. */
type Sent = { stored: number };
type Door = { readonly host: Host; readonly provider: ProviderId; readonly handler: IngestHandler; sent: Sent };

export type Request = { readonly event: WireEvent; readonly dueAt: number; readonly forged?: Corruption };
/** Undefined: none came. */
type OnAnswer = (status: number | undefined) => void;

/** The function's timeout, as in the template. */
const TIMEOUT_MS = 8_000;

export type DoorDeps = {
  readonly kernel: Kernel;
  readonly queue: SimQueue;
  readonly secrets: SecretStore;
  readonly settings: Settings;
  readonly log: Log;
  readonly book: Book;
  readonly build: () => Build;
};

/** The ingest functions, a process for each request at a time, with what they must promise (I1, I6). */
export const createDoors = ({ kernel, queue, secrets, settings, log, book, build }: DoorDeps) => {
  const doors: Door[] = [];

  const open = (provider: ProviderId): Door => {
    const host = kernel.createHost(`ingest-${provider}-${kernel.newId()}`);
    const made = build();
    // A try that was given up may still arrive, when the door is at the next request already.
    const send: SendText = (text, options) => {
      const { sent } = door;
      return queue.sender(host, (stored) => {
        sent.stored += 1;
        book.accept(stored);
      })(written(made, text), options);
    };
    const door: Door = {
      host,
      provider,
      sent: { stored: 0 },
      handler: createIngestHandler({
        verifier: providers[provider].verifier,
        secrets: createSecretSource({ load: secrets.loader(host), clock: kernel.date }),
        sender: createDeliverySender(send, { random: kernel.random }),
        settings,
        clock: kernel.date,
        log,
      }),
    };
    doors.push(door);
    return door;
  };

  const doorFor = (provider: ProviderId): Door =>
    doors.find((door) => door.provider === provider && door.host.isAlive && !door.host.isBusy) ?? open(provider);

  const check = ({ stored }: Sent, { event, forged }: Request, status: number | undefined): void => {
    if (status === 200 && stored === 0) kernel.violate(`I1: ${event.id} was answered with 200 and is not stored`);
    if (forged !== undefined && (stored > 0 || status === 200)) kernel.violate(`I6: a forged ${event.id} was let in`);
  };

  const request = (asked: Request, onAnswer: OnAnswer): void => {
    const door = doorFor(asked.event.provider);
    const { host } = door;
    const sent: Sent = { stored: 0 };
    door.sent = sent;
    kernel.tell(`${host.name} is called: ${asked.event.id} ${asked.forged ?? ''}`);
    const deadline = kernel.startTimer(TIMEOUT_MS, () => {
      kernel.kill(host);
      onAnswer(undefined);
    });
    host.isBusy = true;
    kernel.as(host, () => {
      void door.handler(gatewayEvent(asked)).then(({ statusCode }) => {
        kernel.stopTimer(deadline);
        host.isBusy = false;
        kernel.tell(`${host.name} answers ${statusCode}`);
        check(sent, asked, statusCode);
        onAnswer(statusCode);
      });
    });
  };

  const gatewayEvent = ({ event, forged }: Request) => {
    const { sign } = testkits[event.provider];
    const secret = forged === 'wrong_secret' ? secrets.foreign(event.provider) : secrets.signing(event.provider);
    const signed = forged === 'no_proof' ? { headers: {}, query: {} } : sign(event.body, secret, kernel.date());
    const body = forged === 'changed_body' ? Buffer.concat([event.body, Buffer.from(' ')]) : event.body;
    const headers = { 'content-type': event.contentType, ...signed.headers };
    return anEvent({ path: `/webhooks/${event.provider}`, headers, query: signed.query ?? {}, body, base64: true });
  };

  return {
    request,
    /** Idle processes end, and the next request starts one of the build that is deployed. */
    restart: (): void => {
      for (const { host } of doors.filter(({ host }) => host.isAlive && !host.isBusy)) kernel.kill(host);
    },
  };
};
