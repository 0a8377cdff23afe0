import { type Environment, processEnvironment, requiredVariable } from './env.ts';

export type AwsCredentials = { readonly accessKeyId: string; readonly secretAccessKey: string; readonly sessionToken?: string };

/**
 * The credentials that Lambda gives a function in its environment. Throws an `EnvironmentError` when there are none.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
 */
export const credentialsFrom = (env: Environment): AwsCredentials => {
  const sessionToken = env['AWS_SESSION_TOKEN'];
  return {
    accessKeyId: requiredVariable(env, 'AWS_ACCESS_KEY_ID'),
    secretAccessKey: requiredVariable(env, 'AWS_SECRET_ACCESS_KEY'),
    ...(sessionToken === undefined || sessionToken === '' ? {} : { sessionToken }),
  };
};

/**
 * Takes the place of the SDK's whole chain of credential providers in a bundle (profiles, single sign-on, containers, web identity):
 * a function has its credentials in the environment, and there only. The name is the one that the SDK's clients import.
 */
export const defaultProvider = () => async () => credentialsFrom(processEnvironment());
