import type { Settings } from './settings.ts';
import { settingsFromText } from './settings-text.ts';

/** Environment variables by name. An argument everywhere but here, so that tests and the laptop give their own. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** This process's environment: the one place that reads it. */
export const processEnvironment = (): Environment => process.env;

/** A variable that is missing or of the wrong shape: the deployment is wrong, no request is. The message names it, never its value. */
export class EnvironmentError extends Error {
  override readonly name = 'EnvironmentError';
}

/** A variable that must be there. Empty counts as absent. Throws an `EnvironmentError`. */
export const requiredVariable = (env: Environment, name: string): string => {
  const value = env[name];
  if (value === undefined || value === '') throw new EnvironmentError(`The environment variable ${name} is not set`);
  return value;
};

/** The URL of the queue of deliveries. */
export const queueUrlFrom = (env: Environment): string => requiredVariable(env, 'HOOKLEDGER_QUEUE_URL');

/** The URL of the dead-letter queue behind it. */
export const deadLetterQueueUrlFrom = (env: Environment): string => requiredVariable(env, 'HOOKLEDGER_DEAD_LETTER_QUEUE_URL');

export type TableNames = {
  readonly customers: string;
  readonly transactions: string;
  readonly subscriptions: string;
  readonly events: string;
};

/** The names of the four tables. */
export const tableNamesFrom = (env: Environment): TableNames => ({
  customers: requiredVariable(env, 'HOOKLEDGER_TABLE_CUSTOMERS'),
  transactions: requiredVariable(env, 'HOOKLEDGER_TABLE_TRANSACTIONS'),
  subscriptions: requiredVariable(env, 'HOOKLEDGER_TABLE_SUBSCRIPTIONS'),
  events: requiredVariable(env, 'HOOKLEDGER_TABLE_EVENTS'),
});

/** Where this deployment's metrics stand. */
export const metricsNamespaceFrom = (env: Environment): string => env['HOOKLEDGER_METRICS_NAMESPACE'] ?? 'Hookledger';

/** The team's settings, whole. They were validated at deployment; here only their shape is checked. */
export const settingsFrom = (env: Environment): Settings => {
  const settings = settingsFromText(requiredVariable(env, 'HOOKLEDGER_SETTINGS_JSON'));
  if (settings === undefined) throw new EnvironmentError('The environment variable HOOKLEDGER_SETTINGS_JSON does not hold settings');
  return settings;
};

/** Where a function's secret is: its own secret in Secrets Manager, or a file of all of them where there is no AWS. */
export type SecretLocation = { readonly kind: 'file'; readonly path: string } | { readonly kind: 'secretsManager'; readonly id: string };

/** `HOOKLEDGER_SECRETS_FILE` when it is set, else `HOOKLEDGER_SECRET_ID` (a name or an ARN). */
export const secretLocationFrom = (env: Environment): SecretLocation => {
  const path = env['HOOKLEDGER_SECRETS_FILE'];
  if (path !== undefined && path !== '') return { kind: 'file', path };
  return { kind: 'secretsManager', id: requiredVariable(env, 'HOOKLEDGER_SECRET_ID') };
};
