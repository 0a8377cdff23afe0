import { type Environment, requiredVariable } from './env.ts';

/** Where regions of another partition have their services; all others are below `amazonaws.com`. */
const SUFFIXES = [
  ['cn-', 'amazonaws.com.cn'],
  ['eusc-', 'amazonaws.eu'],
] as const;

/**
 * Where Secrets Manager is: what the environment says, as for AWS's own tools, else that of the region.
 * @see https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html
 */
export const secretsEndpointFrom = (env: Environment): URL => {
  // Empty counts as absent.
  const configured = env['AWS_ENDPOINT_URL_SECRETS_MANAGER'] || env['AWS_ENDPOINT_URL'];
  if (configured) return new URL(configured);
  const region = requiredVariable(env, 'AWS_REGION');
  const [, suffix] = SUFFIXES.find(([prefix]) => region.startsWith(prefix)) ?? ['', 'amazonaws.com'];
  return new URL(`https://secretsmanager.${region}.${suffix}`);
};
