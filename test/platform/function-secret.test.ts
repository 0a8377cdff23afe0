import { secretLoaderFor } from '../../functions/platform/function-secret.ts';
import { type AwsReply, refusal, secretHeld, startFakeAws } from '../support/fake-aws.ts';

/** What a loader makes of replies that Secrets Manager gives in turn, and how often it asked. */
const load = async (...replies: readonly AwsReply[]) => {
  const fake = await startFakeAws(() => replies[fake.heard.length - 1] ?? 'hang up');
  // The SDK looks there itself.
  const env = { AWS_REGION: 'us-east-1', AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b', AWS_ENDPOINT_URL: fake.endpoint };
  Object.assign(process.env, env);
  const loader = secretLoaderFor({ kind: 'secretsManager', id: 'prod/stripe' });
  const [outcome] = await Promise.allSettled([loader('stripe', new AbortController().signal)]);
  fake.stop();
  return { outcome, asked: fake.heard.map(({ target, text }) => `${target} ${text}`) };
};

const QUESTION = 'secretsmanager.GetSecretValue {"SecretId":"prod/stripe"}';
const HELD = { signingSecrets: ['whsec_example'] };

it.each<[string, readonly AwsReply[]]>([
  ['at once', [secretHeld(HELD)]],
  ['after a connection that broke', ['hang up', secretHeld(HELD)]],
  ['after a failure of the service', [refusal('InternalServiceError', 500), secretHeld(HELD)]],
])('reads the function’s one secret %s', async (_, replies) => {
  const { outcome, asked } = await load(...replies);
  expect(outcome).toEqual({ status: 'fulfilled', value: HELD });
  expect(asked).toEqual(replies.map(() => QUESTION));
});

it.each(['AccessDeniedException', 'ResourceNotFoundException'])('does not ask again when the store says %s', async (code) => {
  const { outcome, asked } = await load(refusal(code), secretHeld(HELD));
  expect(outcome).toMatchObject({ status: 'rejected', reason: { name: code } });
  expect(asked).toHaveLength(1);
});

it('gives up when the store fails twice', async () => {
  const { outcome, asked } = await load('hang up', 'hang up', secretHeld(HELD));
  expect([outcome?.status, asked.length]).toEqual(['rejected', 2]);
});

it('holds nothing when the secret has no text, and never quotes one that is no JSON', async () => {
  expect((await load({ status: 200, body: '{}' })).outcome).toEqual({ status: 'fulfilled', value: {} });
  const { outcome } = await load({ status: 200, body: JSON.stringify({ SecretString: 'whsec_example' }) });
  expect(outcome).toEqual({ status: 'rejected', reason: new Error('The secrets are not a JSON object') });
});
