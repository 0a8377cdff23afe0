import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { secretsEndpointFrom } from '../../functions/platform/secrets-endpoint.ts';

/** Where the SDK finds Secrets Manager. */
const endpointOfSdk = async (region: string): Promise<string> => {
  const { config } = new SecretsManagerClient({ region });
  return config.endpointProvider({ Region: region, UseFIPS: false, UseDualStack: false }).url.href;
};

it.each(['eu-central-1', 'us-gov-west-1', 'ap-southeast-7', 'cn-north-1', 'cn-northwest-1', 'eusc-de-east-1'])(
  'is in %s where the SDK finds it',
  async (region) => {
    expect(secretsEndpointFrom({ AWS_REGION: region }).href).toBe(await endpointOfSdk(region));
  },
);

it('is where the environment says, first for this service, then for all', () => {
  const all = { AWS_REGION: 'eu-central-1', AWS_ENDPOINT_URL: 'http://127.0.0.1:1' };
  expect(secretsEndpointFrom(all).origin).toBe('http://127.0.0.1:1');
  expect(secretsEndpointFrom({ ...all, AWS_ENDPOINT_URL_SECRETS_MANAGER: 'http://127.0.0.1:2' }).origin).toBe('http://127.0.0.1:2');
  expect(secretsEndpointFrom({ ...all, AWS_ENDPOINT_URL: '' }).href).toBe('https://secretsmanager.eu-central-1.amazonaws.com/');
});

it('names what is missing', () => {
  expect(() => secretsEndpointFrom({})).toThrow('The environment variable AWS_REGION is not set');
});
