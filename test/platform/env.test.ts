import { queueUrlFrom, secretLocationFrom, settingsFrom, tableNamesFrom } from '../../functions/platform/env.ts';
import { LOCAL_DEFAULTS } from '../../functions/platform/settings-schema.ts';

const TABLES = {
  HOOKLEDGER_TABLE_CUSTOMERS: 'c',
  HOOKLEDGER_TABLE_TRANSACTIONS: 't',
  HOOKLEDGER_TABLE_SUBSCRIPTIONS: 's',
  HOOKLEDGER_TABLE_EVENTS: 'e',
};

it('names the variable that is missing or empty', () => {
  expect(() => queueUrlFrom({})).toThrow('The environment variable HOOKLEDGER_QUEUE_URL is not set');
  expect(() => tableNamesFrom({ ...TABLES, HOOKLEDGER_TABLE_EVENTS: '' })).toThrow('HOOKLEDGER_TABLE_EVENTS');
  expect(() => secretLocationFrom({})).toThrow('HOOKLEDGER_SECRET_ID');
});

it('reads the four tables', () => {
  expect(tableNamesFrom(TABLES)).toEqual({ customers: 'c', transactions: 't', subscriptions: 's', events: 'e' });
});

it('takes a file of secrets before a secret of Secrets Manager', () => {
  expect(secretLocationFrom({ HOOKLEDGER_SECRET_ID: 'prod/stripe' })).toEqual({ kind: 'secretsManager', id: 'prod/stripe' });
  expect(secretLocationFrom({ HOOKLEDGER_SECRET_ID: 'prod/stripe', HOOKLEDGER_SECRETS_FILE: '/s.json' })).toEqual({
    kind: 'file',
    path: '/s.json',
  });
});

it('reads whole settings', () => {
  expect(settingsFrom({ HOOKLEDGER_SETTINGS_JSON: JSON.stringify(LOCAL_DEFAULTS) })).toEqual(LOCAL_DEFAULTS);
});

it.each([
  '',
  '{',
  'null',
  '{}',
  JSON.stringify({ ...LOCAL_DEFAULTS, providers: ['paypal'] }),
  JSON.stringify({ ...LOCAL_DEFAULTS, chargify: {} }),
  JSON.stringify({ ...LOCAL_DEFAULTS, eventRetentionDays: '90' }),
])('refuses the settings %j', (text) => {
  expect(() => settingsFrom({ HOOKLEDGER_SETTINGS_JSON: text })).toThrow('HOOKLEDGER_SETTINGS_JSON');
});
