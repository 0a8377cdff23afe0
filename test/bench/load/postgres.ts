import { execFileSync } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { MissingToolError } from '../../e2e/install-emulator.ts';
import { type Program, startProgram } from './program.ts';

/** The user `nobody`: PostgreSQL refuses to run as root. */
const NOBODY = 65_534;

/** A PostgreSQL server of its own in the folder, as installed but for the address: a socket in that folder. */
export const startPostgres = async (folder: string, logFile: string): Promise<Program & { readonly version: string }> => {
  const programs = programsFolder();
  const data = join(folder, 'data');
  mkdirSync(data, { recursive: true });
  const uid = process.getuid?.() === 0 ? NOBODY : undefined;
  if (uid !== undefined) for (const path of [folder, data]) chownSync(path, uid, uid);
  const user = uid === undefined ? {} : { uid, gid: uid };
  execFileSync(join(programs, 'initdb'), ['--auth=trust', '--username=bench', '--pgdata', data], { ...user, stdio: 'ignore', cwd: folder });
  const server = await startProgram({
    command: join(programs, 'postgres'),
    args: ['-D', data, '-k', folder, '-c', 'listen_addresses='],
    uid,
    logFile,
    stopBy: 'SIGINT',
  });
  return {
    ...server,
    version: execFileSync(join(programs, 'postgres'), ['--version'], { encoding: 'utf8' }).replace(/^\D+([\d.]+).*$/s, '$1'),
  };
};

const DEBIAN = '/usr/lib/postgresql';

const programsFolder = (): string => {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [...versions.map((version) => join(DEBIAN, version, 'bin')), ...(process.env['PATH'] ?? '').split(':')];
  const found = folders.find((folder) => ['initdb', 'postgres'].every((name) => existsSync(join(folder, name))));
  if (found !== undefined) return found;
  throw new MissingToolError('A PostgreSQL server is needed: on Debian and Ubuntu `apt-get install postgresql`');
};
