import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { MissingToolError } from '../../e2e/install-emulator.ts';

/** SQS and Secrets Manager on the loopback, by TLS, with a certificate made for this run. They answer at once. Stop it. */
export const startStandIn = async (folder: string, secret: object) => {
  const { key, certificate } = makeCertificate(folder);
  const server = createServer({ key: readFileSync(key), cert: readFileSync(certificate) }, async (request, response) => {
    const text = Buffer.concat(await request.toArray()).toString();
    const isSecret = request.headers['x-amz-target'] === 'secretsmanager.GetSecretValue';
    response.setHeader('content-type', 'application/x-amz-json-1.0');
    response.end(JSON.stringify(isSecret ? { SecretString: JSON.stringify(secret) } : sent(JSON.parse(text).MessageBody)));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const stop = (): void => {
    server.close();
    server.closeAllConnections();
  };
  return { endpoint: `https://localhost:${(server.address() as AddressInfo).port}`, certificate, stop };
};

const sent = (text: string) => ({ MessageId: 'message-1', MD5OfMessageBody: createHash('md5').update(text).digest('hex') });

const makeCertificate = (folder: string) => {
  const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')];
  const args =
    'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=localhost -addext subjectAltName=DNS:localhost';
  try {
    execFileSync('openssl', [...args.split(' '), '-keyout', key, '-out', certificate], { stdio: 'ignore' });
  } catch (cause) {
    throw new MissingToolError('openssl is needed: on Debian and Ubuntu `apt-get install openssl`', { cause });
  }
  return { key, certificate };
};
