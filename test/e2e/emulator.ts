import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { findPort, LOCALHOST } from '../../lib/local/free-port.ts';
import { startGuarded } from '../../lib/local/guarded-process.ts';
import { eventually, PROJECT_ROOT } from '../support/local-process.ts';

/** Root's keys at the emulator, which are no secret. */
export const CREDENTIALS = { accessKeyId: 'test', secretAccessKey: 'test' } as const;
export const REGION = 'us-east-1';
export const ACCOUNT = '000000000000';

export type Emulator = {
  /** Where all of its AWS is: `http://localhost:4566`. */
  readonly endpoint: string;
  /** The certificate that it shows, where it speaks TLS. */
  readonly certificate: string | undefined;
  /** Ends it and the functions that it runs, and waits until they are gone. */
  readonly stop: () => Promise<void>;
};

type EmulatorOptions = {
  readonly program: string;
  /** For its files and its log, `emulator.log`. */
  readonly folder: string;
  /** Whether a call needs a permission, as in AWS. It then speaks TLS, which the queues' policies demand. */
  readonly enforced: boolean;
};

/** Starts the AWS emulator on a free port of this machine alone. It ends with this process, however this process ends. */
export const startEmulator = async ({ program, folder, enforced }: EmulatorOptions): Promise<Emulator> => {
  const port = String(await findPort(0, 'any'));
  // It unpacks the functions below its folder, and its own programs there are no ES modules as those of this project are.
  await writeFile(join(folder, 'package.json'), '{"type":"commonjs"}\n');
  const environment = {
    // Its functions run by the Node that is found here.
    PATH: `${join(PROJECT_ROOT, 'node_modules/.bin')}:${process.env['PATH']}`,
    HOME: folder,
    TMPDIR: folder,
    GATEWAY_PORT: port,
    BIND_HOST: LOCALHOST,
    ...(enforced ? { AUTH: 'true', USE_SSL: '1' } : {}),
  };
  const pairs = Object.entries(environment).map(([name, value]) => `${name}=${value}`);
  const toLog = ['sh', '-c', 'exec "$0" >"$1" 2>&1', program, join(folder, 'emulator.log')];
  // Nothing of our environment may reach the functions.
  const { died, stop } = startGuarded(PROJECT_ROOT, 'env', ['-i', ...pairs, ...toLog]);
  const endpoint = `${enforced ? 'https' : 'http'}://localhost:${port}`;
  const certificate = enforced ? join(folder, 'ministack-tls/server.crt') : undefined;
  const early = died.then((told) => Promise.reject(new Error(`The emulator ended early: ${told || 'see emulator.log'}`)));
  await Promise.race([eventually(() => isReady(endpoint, certificate)), early]);
  early.catch(() => {});
  return { endpoint, certificate, stop };
};

const isReady = async (endpoint: string, certificate: string | undefined): Promise<boolean> => {
  try {
    if (certificate !== undefined) setDefaultCACertificates([...getCACertificates('default'), await readFile(certificate, 'utf8')]);
    return (await fetch(`${endpoint}/_ministack/health`)).ok;
  } catch {
    return false;
  }
};
