import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { decodeDelivery } from '../../functions/ingest/delivery.ts';
import { describeEveryDoor } from '../support/doors.ts';
import { anEvent, NOW } from '../support/ingest.ts';
import { BAD_INPUTS, titled } from './all.ts';
import { liveSecret, type Sent } from './bad-input.ts';
import { untold } from './untold.ts';

/** As the gateway hands it over: a header that comes twice is joined by a comma. */
const eventOf = (provider: string, { headers, ...sent }: Sent, base64: boolean): APIGatewayProxyEventV2 => {
  const joined = Object.entries(headers).map(([name, value]) => [name, typeof value === 'string' ? value : value.join(',')] as const);
  return anEvent({ path: `/webhooks/${provider}`, ...sent, headers: Object.fromEntries(joined), base64 });
};

/** What is no UTF-8 comes as base64 alone. */
const isText = ({ body }: Sent): boolean => Buffer.from(body.toString()).equals(body);

describeEveryDoor((open, base64) => {
  it.each(titled(BAD_INPUTS))('%s', async (_, { testkit, request, answer }) => {
    const { verifier } = testkit.provider;
    const sent = request(NOW, 1_000_001);
    if (!base64 && !isText(sent)) return;
    const door = await open({ verifier, load: async () => liveSecret(testkit) });
    const challenge = answer === 401 && verifier.challenge !== undefined ? { headers: { 'www-authenticate': verifier.challenge } } : {};
    expect(await door.handler(eventOf(verifier.provider, sent, base64))).toEqual({ statusCode: answer, body: '', ...challenge });
    expect(door.queued.map((text) => decodeDelivery(text).body.equals(sent.body))).toEqual(answer === 200 ? [true] : []);
    for (const text of untold(sent)) expect(door.lines.join('\n')).not.toContain(text);
    expect(door.lines.filter((line) => line.includes('webhook answered'))).toHaveLength(1);
  });
});
