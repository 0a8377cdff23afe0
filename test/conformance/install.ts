import { createHash } from 'node:crypto';
import { access, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MissingToolError } from '../e2e/install-emulator.ts';
import { runCommand } from '../e2e/run-command.ts';
import { INSTALL_WITHIN_MS } from '../support/limits.ts';
import { PROJECT_ROOT } from '../support/local-process.ts';

const POM = join(PROJECT_ROOT, 'test/conformance/pom.xml');
const COPY = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies';

/**
 * The folder of the Java packages that the POM names, downloaded into a folder of its own below `tools` unless it is there. Throws a
 * `MissingToolError` that tells what to install first.
 */
export const installServers = async (tools: string): Promise<string> => {
  await orMissing('java', ['-version'], 'Java 17 or newer is needed: on Debian and Ubuntu `apt-get install default-jre-headless`');
  const name = createHash('sha256')
    .update(await readFile(POM))
    .digest('hex')
    .slice(0, 8);
  const folder = join(tools, `conformance-${name}`);
  const jars = join(folder, 'lib');
  const finished = join(folder, 'installed');
  if (await exists(finished)) return jars;
  await orMissing('mvn', ['-version'], 'Maven is needed: on Debian and Ubuntu `apt-get install maven`');
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await orMissing(
    'mvn',
    ['-B', '-ntp', '-f', POM, COPY, '-DincludeScope=runtime', `-DoutputDirectory=${jars}`],
    'The Java packages could not be downloaded: Maven needs a registry (a mirror in ~/.m2/settings.xml names another one), and then ' +
      '`mvn -f test/conformance/pom.xml dependency:resolve` must work',
  );
  await writeFile(finished, name);
  return jars;
};

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

const orMissing = async (command: string, args: readonly string[], message: string): Promise<void> => {
  try {
    await runCommand({ command, args, env: process.env, withinMs: INSTALL_WITHIN_MS });
  } catch (cause) {
    throw new MissingToolError(message, { cause });
  }
};
