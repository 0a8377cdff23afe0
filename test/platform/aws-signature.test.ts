import { createHash, createHmac } from 'node:crypto';
import { SignatureV4 } from '@smithy/signature-v4';
import fc from 'fast-check';
import { signPost, type UnsignedPost } from '../../functions/platform/aws-signature.ts';
import type { AwsCredentials } from '../../functions/platform/environment-credentials.ts';

it('gives the signature that AWS publishes for a plain POST', () => {
  // The case `post-vanilla` of AWS's test suite for the signature.
  const post = { service: 'service', region: 'us-east-1', headers: { host: 'example.amazonaws.com' }, body: '' };
  const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY' };
  expect(signPost(post, credentials, new Date('2015-08-30T12:36:00Z'))).toEqual({
    host: 'example.amazonaws.com',
    'x-amz-date': '20150830T123600Z',
    authorization:
      'AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=host;x-amz-date, ' +
      'Signature=5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b',
  });
});

/** The hash that the SDK's signer asks for: an HMAC when it is given a key. */
class NodeHash {
  readonly #hash;
  constructor(key?: string | Uint8Array) {
    this.#hash = key === undefined ? createHash('sha256') : createHmac('sha256', key);
  }
  update(data: string | Uint8Array): void {
    this.#hash.update(data);
  }
  async digest(): Promise<Uint8Array> {
    return this.#hash.digest();
  }
  reset(): void {}
}

const signBySdk = async ({ service, region, headers, body }: UnsignedPost, credentials: AwsCredentials, signingDate: Date) => {
  const signer = new SignatureV4({ service, region, credentials, sha256: NodeHash as never, applyChecksum: false });
  const request = { method: 'POST', protocol: 'https:', hostname: headers['host'] ?? '', path: '/', headers: { ...headers }, body };
  return (await signer.sign(request, { signingDate })).headers;
};

const word = fc.stringMatching(/^[A-Za-z0-9/+=_-]{1,40}$/);
const host = fc.stringMatching(/^[a-z]{1,9}\.[a-z]{2}-[a-z]{4}-[1-9]\.amazonaws\.com(:[1-9][0-9]{1,3})?$/);

it('signs as the signer of the SDK does', async () => {
  const posts = fc.record({
    service: fc.constantFrom('sqs', 'secretsmanager'),
    region: fc.constantFrom('eu-central-1', 'us-gov-west-1', 'cn-north-1'),
    headers: fc.record({ host, 'content-type': fc.constant('application/x-amz-json-1.0'), 'x-amz-target': word }),
    body: fc.oneof(fc.string(), fc.string({ unit: 'grapheme', maxLength: 2_000 })),
  });
  const credentials = fc.record(
    { accessKeyId: word, secretAccessKey: word, sessionToken: word },
    { requiredKeys: ['accessKeyId', 'secretAccessKey'] },
  );
  const dates = fc.date({ min: new Date('2020-01-01T00:00:00Z'), max: new Date('2099-12-31T23:59:59Z'), noInvalidDate: true });
  await fc.assert(
    fc.asyncProperty(posts, credentials, dates, async (post, by, at) => {
      expect(signPost(post, by, at)).toEqual(await signBySdk(post, by, at));
    }),
  );
});
