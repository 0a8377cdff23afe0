import { spawnSync } from 'node:child_process';
import { Stack } from 'aws-cdk-lib';
import { STAGES } from '../../lib/aws/config.ts';
import { ConfigError } from '../../lib/aws/config-error.ts';
import { Hookledger, type HookledgerProps } from '../../lib/aws/hookledger.ts';
import { readStageConfig } from '../../lib/aws/read-config.ts';
import type { StageConfig } from '../../lib/aws/stage-config.ts';
import { stageOf } from '../../lib/aws/stage-of.ts';
import { oneStack } from './security/one-stack.ts';
import { anApp, BUNDLES, PRODUCTION } from './stacks.ts';

const problemsOf = (config: StageConfig): readonly string[] => {
  try {
    readStageConfig(config);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
};

const withSettings = (settings: Partial<StageConfig['settings']>): StageConfig => ({
  ...PRODUCTION,
  settings: { ...PRODUCTION.settings, ...settings },
});

describe('a stage', () => {
  it('may be deployed as it stands, where it is dev', () => expect(stageOf('dev').config).toBe(STAGES.dev));

  it('asks for what only its team knows, where it is prod', () =>
    expect(problemsOf(STAGES.prod)).toEqual([
      'settings.recurly.currency: must be the currency of your recurly account, such as "EUR", or take recurly out of settings.providers; given: null',
      'settings.chargify.currency: must be the currency of your chargify account, such as "EUR", or take chargify out of settings.providers; given: null',
      'alarms.email: must be the e-mail address that alarms go to, where "retained" is true; given: null',
    ]));

  it.each(['nope', 'toString', ''])('is told when there is none of the name %j, with those that there are', (name) =>
    expect(() => stageOf(name)).toThrow(new ConfigError([`There is no stage "${name}": lib/aws/config.ts has dev, prod`])),
  );

  it('needs no currency of a provider that is off', () => {
    const settings = withSettings({ providers: ['stripe'], recurly: { currency: null }, chargify: { currency: null, site: null } });
    expect(problemsOf(settings)).toEqual([]);
    // No parser takes it, so whatever happens books no money.
    expect(readStageConfig(settings).settings.recurly.currency).toBe('XXX');
  });

  it('is told each bad field by its path, the rule, and what was given', () => {
    const bad: StageConfig = {
      ...withSettings({ recurly: { currency: 'EURO' }, eventRetentionDays: 30 }),
      account: '12',
      region: 'Frankfurt',
      throttle: { ...PRODUCTION.throttle, api: { ratePerSecond: 0, burst: 1 } },
      alarms: { email: 'nobody', waitingHours: 0, waitingMoney: { usd: 1 } },
      logRetentionDays: 15,
      domain: { name: 'a b', certificateArn: 'arn:aws:iam::1:x' },
    };
    expect(problemsOf(bad)).toEqual([
      'account: must be the 12 digits of an account; given: "12"',
      'region: must be a region, such as "eu-central-1"; given: "Frankfurt"',
      'settings.recurly.currency: is no ISO 4217 currency code; given: "EURO"',
      'settings.eventRetentionDays: Too small: expected number to be >=31; given: 30',
      'throttle.api.ratePerSecond: Too small: expected number to be >=1; given: 0',
      'alarms.email: must be an e-mail address; given: "nobody"',
      'alarms.waitingHours: Too small: expected number to be >=1; given: 0',
      'alarms.waitingMoney.usd: must be an ISO 4217 code in capitals; given: 1',
      'logRetentionDays: must be a number of days that CloudWatch knows, such as 14, 30 or 90; given: 15',
      'domain.name: must be a host name, such as "hooks.example.com"; given: "a b"',
      'domain.certificateArn: must be the ARN of a certificate of ACM; given: "arn:aws:iam::1:x"',
    ]);
  });

  it('is told of a field that does not exist', () => {
    const misspelt = { ...PRODUCTION, settings: { ...PRODUCTION.settings, testmode: 'accept' } };
    expect(problemsOf(misspelt)).toEqual(['settings.testmode: there is no such field']);
  });

  it('is held to the same by the construct alone', () => expect(() => oneStack(STAGES.prod)).toThrow(ConfigError));
});

describe('the construct', () => {
  const { account, region, ...config } = PRODUCTION;
  const place = (props: Partial<HookledgerProps>) => () =>
    new Hookledger(new Stack(anApp(), 'Team'), 'Hookledger', { name: 'prod', config, bundles: BUNDLES, ...props });

  it.each(['Prod', 'a b', ''])('takes no name like %j, which could not name a secret', (name) =>
    expect(place({ name })).toThrow(ConfigError),
  );

  it('says what is missing where the functions are not built', () => {
    const { bundles, ...unbuilt } = { name: 'prod', config, bundles: BUNDLES };
    expect(() => new Hookledger(new Stack(anApp(), 'Team'), 'Hookledger', unbuilt)).toThrow('run "npm run build"');
  });

  it('gives its tables, queue, secrets and addresses to the stack that it is in', () => {
    const hookledger = place({})();
    expect(Object.keys(hookledger.tables)).toEqual(['customers', 'transactions', 'subscriptions', 'events']);
    expect([...hookledger.webhookUrls.keys()]).toEqual(PRODUCTION.settings.providers);
    expect(hookledger.secretNames.get('api')).toBe('hookledger/prod/api');
    expect([hookledger.queue, hookledger.deadLetters, hookledger.api].map((part) => Stack.of(part).stackName)).toEqual([
      'Team',
      'Team',
      'Team',
    ]);
  });
});

describe('cdk synth', () => {
  it.each([
    ['nope', 'There is no stage "nope"'],
    ['prod', 'settings.recurly.currency: must be'],
  ])('of the stage %s ends with a sentence and 1, and no stack trace', (stage, sentence) => {
    const env = { ...process.env, CDK_CONTEXT_JSON: JSON.stringify({ stage }) };
    const { status, stdout, stderr } = spawnSync(process.execPath, ['bin/app.ts'], { env, encoding: 'utf8' });
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toContain(sentence);
    expect(stderr).not.toMatch(/^\s+at /m);
  });
});
