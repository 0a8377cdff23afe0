import { join } from 'node:path';
import { findPort, LOCALHOST } from '../../lib/local/free-port.ts';
import { startGuarded } from '../../lib/local/guarded-process.ts';
import { answers, eventually, PROJECT_ROOT } from '../support/local-process.ts';

/** Small and soon there, rather than fast. */
const JVM = ['-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1'];

export type Server = { readonly endpoint: string; readonly stop: () => Promise<void> };

/**
 * Amazon's DynamoDB Local, empty and in memory. It has no option for the address that it listens on, and takes all of them.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/DynamoDBLocal.UsageNotes.html
 */
export const startDynamoDbLocal = (jars: string): Promise<Server> =>
  startJava('DynamoDB Local', (port) => [
    ...['-Xmx256m', `-Djava.library.path=${jars}`, '-cp', join(jars, '*'), 'software.amazon.dynamodb.services.local.main.ServerRunner'],
    ...['-inMemory', '-sharedDb', '-disableTelemetry', '-port', port],
  ]);

/**
 * ElasticMQ, without queues.
 * @see https://github.com/softwaremill/elasticmq
 */
export const startElasticMq = (jars: string): Promise<Server> =>
  startJava('ElasticMQ', (port) => [
    ...['-Xmx256m', `-Dnode-address.port=${port}`, `-Drest-sqs.bind-port=${port}`, `-Drest-sqs.bind-hostname=${LOCALHOST}`],
    ...['-Drest-stats.enabled=false', '-cp', join(jars, '*'), 'org.elasticmq.server.Main'],
  ]);

/** Starts a program of Java that ends with this process, however this process ends. */
const startJava = async (name: string, argsAt: (port: string) => readonly string[]): Promise<Server> => {
  const port = await findPort(0, 'PORT');
  const { died, stop } = startGuarded(PROJECT_ROOT, 'java', [...JVM, ...argsAt(String(port))]);
  const endpoint = `http://${LOCALHOST}:${port}`;
  const early = died.then((told) => Promise.reject(new Error(`${name} ended: ${told}`)));
  early.catch(() => {});
  await Promise.race([eventually(() => answers(endpoint)), early]);
  return { endpoint, stop };
};
