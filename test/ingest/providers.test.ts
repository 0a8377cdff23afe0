import { decodeDelivery } from '../../functions/ingest/delivery.ts';
import type { ProviderSecret } from '../../functions/platform/secret-values.ts';
import type { Testkit } from '../../functions/providers/testkit.ts';
import { BUILT_IN_SECRETS } from '../../lib/local/built-in-secrets.ts';
import { describeEveryDoor, type OpenDoor } from '../support/doors.ts';
import { anEvent, NOW } from '../support/ingest.ts';
import { testkits } from '../support/testkits.ts';

const TESTKITS = testkits.map((testkit) => [testkit.provider.id, testkit] as const);

const paymentOf = (testkit: Testkit): Buffer =>
  testkit.payment({ eventId: 'event-1', paymentId: 'payment-1', minor: 1200, customerKey: 'acme', at: NOW });

/** A payment signed with `secret`, at a door that knows `live`. */
const knock = async (open: OpenDoor, base64: boolean, testkit: Testkit, secret: ProviderSecret, live: ProviderSecret) => {
  const { verifier } = testkit.provider;
  const door = await open({ verifier, load: async () => live });
  const body = paymentOf(testkit);
  const { headers, query = {} } = testkit.sign(body, secret, NOW);
  const answer = await door.handler(anEvent({ path: `/webhooks/${verifier.provider}`, headers, query, body, base64 }));
  return { door, answer, body, headers };
};

describe.each(TESTKITS)('the door for %s', (id, testkit) => {
  const challenge = testkit.provider.verifier.challenge;
  const refused = { statusCode: 401, body: '', ...(challenge === undefined ? {} : { headers: { 'www-authenticate': challenge } }) };

  describeEveryDoor((open, base64) => {
    it('queues a genuine payment, byte for byte, and logs nothing of it', async () => {
      const { door, answer, body, headers } = await knock(open, base64, testkit, testkit.secret, testkit.secret);
      expect(answer).toEqual({ statusCode: 200, body: '' });
      expect(decodeDelivery(door.queued[0] ?? '')).toMatchObject({ provider: id, receivedAt: NOW, body });
      for (const value of Object.values(headers)) expect(door.lines.join()).not.toContain(value);
      expect(door.lines.join()).not.toContain('acme');
    });

    it('[BI 37] [F 4] takes the old and the new secret while both are live, and the old one no longer after', async () => {
      const { secret, otherSecret, rotatingSecret } = testkit;
      expect((await knock(open, base64, testkit, secret, rotatingSecret)).answer.statusCode).toBe(200);
      expect((await knock(open, base64, testkit, rotatingSecret, rotatingSecret)).answer.statusCode).toBe(200);
      expect((await knock(open, base64, testkit, secret, otherSecret)).answer).toEqual(refused);
    });

    it("[BI 38] answers 401 to another's secret", async () => {
      const { door, answer } = await knock(open, base64, testkit, testkit.otherSecret, testkit.secret);
      expect(answer).toEqual(refused);
      expect(door.queued).toHaveLength(0);
    });

    it.each([{}, JSON.parse('{"signingSecrets":"x","users":{},"sharedKeys":[""],"apiSecretKeys":[1]}')])(
      '[BI 58] answers 401 when its secret is %j',
      async (live) => {
        const { door, answer } = await knock(open, base64, testkit, testkit.secret, live);
        expect(answer).toEqual(refused);
        expect(door.lines.join()).toContain('"SecretMissing":1');
      },
    );
  });
});

it('has the built-in secrets that the testkits sign with', () => {
  for (const [id, { secret }] of TESTKITS) expect(BUILT_IN_SECRETS[id]).toEqual(secret);
});
