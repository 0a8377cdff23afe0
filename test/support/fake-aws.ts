import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export type AwsRequest = { readonly target: string; readonly headers: IncomingHttpHeaders; readonly text: string };
/** `hang up` ends the connection without an answer. */
export type AwsReply = { readonly status: number; readonly body: string } | 'hang up';

/** An HTTP server on the loopback that answers calls in AWS's JSON protocol as it is told, and remembers them. Stop it. */
export const startFakeAws = async (reply: (request: AwsRequest) => AwsReply) => {
  const heard: AwsRequest[] = [];
  const server = createServer(async (request, response) => {
    const text = Buffer.concat(await request.toArray()).toString();
    const call = { target: String(request.headers['x-amz-target']), headers: request.headers, text };
    heard.push(call);
    const answer = reply(call);
    if (answer === 'hang up') request.socket.destroy();
    else response.writeHead(answer.status).end(answer.body);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const stop = (): void => {
    server.close();
    server.closeAllConnections();
  };
  return { endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, heard, stop };
};

export const refusal = (code: string, status = 400): AwsReply => ({ status, body: JSON.stringify({ __type: `com.amazonaws#${code}` }) });

/** What SQS says when it has stored the text of a SendMessage. */
export const stored = ({ text }: AwsRequest): AwsReply => {
  const MD5OfMessageBody = createHash('md5').update(JSON.parse(text).MessageBody).digest('hex');
  return { status: 200, body: JSON.stringify({ MD5OfMessageBody, MessageId: 'm-1' }) };
};

export const secretHeld = (secret: object): AwsReply => ({ status: 200, body: JSON.stringify({ SecretString: JSON.stringify(secret) }) });
