import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findPort } from '../../lib/local/free-port.ts';
import { createLuck } from '../../lib/world/luck.ts';
import { createClient } from '../support/client.ts';
import { aFolder, endAll, eventually, type LocalProcess, startLocalProgram } from '../support/local-process.ts';

/*
 * `npm run proof:chaos -- 7`: the laptop's stack is killed with SIGKILL and started again, over and over, while a world of seed 7 (any
 * seed when no number is given) is sent to it in chaos. In the end the ledger must be the one that the world says.
 */

const SEED = Number(process.argv[2] ?? Math.floor(Math.random() * 799_999) + 1);
const CUSTOMERS = 45;
/** Slow enough for some kills while there is something to send. */
const RATE = 25;
const FEWEST_KILLS = 10;
const MOST_KILLS = 16;
/** Killed no more when so much was sent: the rest needs a stack that lives. */
const UNTIL_PERCENT = 85;
const SHORTEST_LIFE_MS = 600;
const LONGEST_LIFE_MS = 3_500;
/** Long before this it is over, on any machine. */
const MINUTES = 45;

type Simulation = { readonly answer: () => string; readonly percent: () => number; readonly ended: Promise<number | null> };

type Report = {
  readonly seconds: number;
  readonly differences: readonly string[];
  readonly providers: readonly Readonly<Record<'events' | 'sent' | 'repeated' | 'retried' | 'refused' | 'recorded' | 'waiting', number>>[];
};

const startSimulation = (url: string): Simulation => {
  const flags = ['--customers', CUSTOMERS, '--seed', SEED, '--rate', RATE, '--minutes', MINUTES].map(String);
  const args = ['bin/hookledger.mjs', 'simulate', '--url', url, ...flags, '--chaos', '--check', '--json'];
  const child = spawn(process.execPath, args, { env: { PATH: process.env['PATH'] }, stdio: ['ignore', 'pipe', 'pipe'] });
  const said = { stdout: '', stderr: '' };
  child.stdout.on('data', (text) => (said.stdout += text));
  child.stderr.on('data', (text) => (said.stderr += text));
  child.stderr.pipe(process.stderr);
  return {
    answer: () => said.stdout,
    percent: () => Number(/.*^(\d+)%: /ms.exec(said.stderr)?.[1] ?? 0),
    ended: new Promise((resolve) => child.once('close', resolve)),
  };
};

/** Lives of the stack, each but the last ended by SIGKILL at some time. Gives how many were ended so. */
const killAndRestart = async (start: () => Promise<LocalProcess>, isEnough: (kills: number) => boolean): Promise<number> => {
  const luck = createLuck(SEED).fork('kills');
  for (let kills = 1; ; kills += 1) {
    const stack = await start();
    if (isEnough(kills)) return kills;
    await sleep(luck.integer(SHORTEST_LIFE_MS, LONGEST_LIFE_MS));
    await stack.kill('SIGKILL');
  }
};

const check = (holds: boolean, promise: string): void => {
  if (!holds) throw new Error(`It does not hold that ${promise} (seed ${SEED})`);
};

const prove = async (): Promise<void> => {
  const [port, data] = [await findPort(0, 'PORT'), join(aFolder(), 'data')];
  const start = () => startLocalProgram({ env: { PORT: String(port), DATA_DIR: data } });
  const first = await start();
  const simulation = startSimulation(first.url);
  let isOver = false;
  void simulation.ended.then(() => (isOver = true));
  // The settings are read before anything is sent, and that is asked for once.
  await eventually(async () => isOver || (await createClient(first.url).get('/v1/customers')).body.data.items.length > 0);
  await first.kill('SIGKILL');
  const isSent = () => isOver || simulation.percent() >= UNTIL_PERCENT;
  const kills = await killAndRestart(start, (so) => so >= MOST_KILLS || (so >= FEWEST_KILLS && isSent()));
  const code = await simulation.ended;
  tell(JSON.parse(simulation.answer()), kills);
  check(code === 0, 'the ledger is the one that the world says');
};

const tell = ({ seconds, differences, providers }: Report, kills: number): void => {
  const sum = (name: keyof Report['providers'][number]): number => providers.reduce((total, row) => total + row[name], 0);
  const counts = (['events', 'sent', 'repeated', 'retried', 'refused', 'recorded', 'waiting'] as const).map(
    (name) => `${sum(name)} ${name}`,
  );
  console.log(`seed ${SEED}: ${kills} kills in ${seconds} s; ${counts.join(', ')}; ${differences.length} differences`);
  for (const difference of differences.slice(0, 20)) console.log(`  ${difference}`);
};

try {
  await prove();
} finally {
  await endAll();
}
