import { processEnvironment, requiredVariable } from './env.ts';

/**
 * Takes the place of the SDK's whole chain of credential providers in a bundle (profiles, single sign-on, containers, web identity):
 * Lambda gives a function its credentials in the environment, and there only. The name is the one that the SDK's clients import. What it
 * gives throws an `EnvironmentError` when there are none.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
 */
export const defaultProvider = () => async () => {
  const env = processEnvironment();
  const sessionToken = env['AWS_SESSION_TOKEN'];
  return {
    accessKeyId: requiredVariable(env, 'AWS_ACCESS_KEY_ID'),
    secretAccessKey: requiredVariable(env, 'AWS_SECRET_ACCESS_KEY'),
    ...(sessionToken === undefined || sessionToken === '' ? {} : { sessionToken }),
  };
};
