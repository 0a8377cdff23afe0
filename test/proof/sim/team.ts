import { createApi } from '../../../functions/api/create-api.ts';
import type { ApiDeps } from '../../../functions/api/deps.ts';
import type { Ledger } from '../../../functions/ledger/ledger.ts';
import { createWorkQueue } from '../../../functions/ledger/work-queue.ts';
import type { Log } from '../../../functions/platform/log.ts';
import type { QueueAdmin } from '../../../functions/platform/queue-admin.ts';
import { LOCAL_DEFAULTS } from '../../../functions/platform/settings-schema.ts';
import type { TeamAct } from '../../../lib/world/world.ts';
import type { Host } from './host.ts';
import type { Kernel } from './kernel.ts';
import type { SimQueue } from './queue.ts';

const SILENT: Log = { info: () => {}, warn: () => {}, error: () => {} };
const KEY = 'team-key';

/** What one request may reach. The app is made once, because that takes long; where its calls go is set before each request. */
type Reach = Pick<ApiDeps, 'ledger' | 'work' | 'queues' | 'clock' | 'newId'>;

let reach: Reach | undefined;
const reached = (): Reach => {
  if (reach === undefined) throw new Error('The API is called outside a simulation');
  return reach;
};
const through = <T extends object>(target: () => T): T => new Proxy({} as T, { get: (_, name) => Reflect.get(target(), name) });

const api = createApi({
  ledger: through<Ledger>(() => reached().ledger),
  work: { send: (work, options) => reached().work.send(work, options) },
  queues: through<QueueAdmin>(() => reached().queues),
  keys: async () => [{ name: 'team', key: KEY, scope: 'write' }],
  settings: LOCAL_DEFAULTS,
  clock: () => reached().clock(),
  newId: () => reached().newId(),
  log: SILENT,
});

/** One request to the API, with these at the other end of its calls. */
export const callApi = async (over: Reach, path: string, body?: unknown): Promise<{ readonly status: number; readonly json: unknown }> => {
  reach = over;
  const headers = { authorization: `Bearer ${KEY}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) };
  const response = await api.request(path, body === undefined ? { headers } : { method: 'POST', headers, body: JSON.stringify(body) });
  return { status: response.status, json: await response.json() };
};

export type TeamDeps = {
  readonly kernel: Kernel;
  readonly queue: SimQueue;
  readonly store: (host: Host) => Ledger;
};

const TIMEOUT_MS = 29_000;

/** The team's back end: one request after the other, each until it is answered well. */
export const createTeam = ({ kernel, queue, store }: TeamDeps, acts: readonly TeamAct[]) => {
  const asked: { readonly path: string; readonly body: unknown; readonly dueAt: number }[] = [];
  let isBusy = false;
  const ask = (path: string, body: unknown, dueAt: number): void => void asked.push({ path, body, dueAt });

  const request = ({ path, body }: { readonly path: string; readonly body: unknown }): void => {
    const host = kernel.createHost(`api-${kernel.newId()}`);
    const end = (status: number | undefined): void => {
      isBusy = false;
      if (status === undefined || status >= 500) ask(path, body, kernel.now() + kernel.integer(20_000));
      else if (status >= 300) kernel.violate(`The team was refused with ${status}: ${JSON.stringify(body)}`);
    };
    const deadline = kernel.startTimer(TIMEOUT_MS, () => {
      kernel.kill(host);
      end(undefined);
    });
    const over = {
      ledger: store(host),
      work: createWorkQueue(queue.sender(host)),
      queues: queue.admin(host),
      clock: kernel.date,
      newId: kernel.newId,
    };
    host.isBusy = true;
    isBusy = true;
    kernel.tell(`${host.name} is called: ${path} ${JSON.stringify(body)}`);
    kernel.as(host, () => {
      void callApi(over, path, body).then(({ status }) => {
        kernel.stopTimer(deadline);
        host.isBusy = false;
        kernel.tell(`${host.name} answers ${status}`);
        end(status);
      });
    });
  };

  kernel.addDue(() =>
    isBusy ? undefined : asked.reduce<number | undefined>((first, { dueAt }) => Math.min(first ?? Infinity, dueAt), undefined),
  );
  kernel.addStimulus({
    weight: () => (!isBusy && asked.some(({ dueAt }) => dueAt <= kernel.now()) ? 1 : 0),
    happen: () => {
      const [one] = asked.splice(
        asked.findIndex(({ dueAt }) => dueAt <= kernel.now()),
        1,
      );
      if (one !== undefined) request(one);
    },
  });

  return {
    start: (withinMs: number): void => {
      for (const { key, partnerKey, providerKeys } of acts) {
        const said = { key, ...(partnerKey !== null && { partner_key: partnerKey }), provider_keys: providerKeys };
        ask('/v1/customers', said, kernel.now() + kernel.integer(withinMs));
      }
    },
    redrive: () => ask('/v1/queue/redrive', {}, kernel.now()),
    isDone: () => !isBusy && asked.length === 0,
  };
};
