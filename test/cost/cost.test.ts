import { readFileSync } from 'node:fs';
import { byService, summaryOf } from '../../lib/cost/bill.ts';
import { hookledgerBill } from '../../lib/cost/hookledger.ts';
import { pageTables } from '../../lib/cost/page.ts';
import { batchOf } from '../../lib/cost/parts.ts';
import { directBill, transactionalBill } from '../../lib/cost/peers.ts';
import { createProgram } from '../../lib/cost/program.ts';
import { USUAL, type Workload } from '../../lib/cost/workload.ts';

/** A million events, batches of ten: figures that one can reckon by hand. */
const MILLION: Workload = { ...USUAL, eventsPerMonth: 1e6, batch: 10, months: 1, retentionDays: 31 };

const variable = (load: Workload, service: string): number =>
  hookledgerBill(load)
    .lines.filter((line) => line.service === service && !line.fixed)
    .reduce((sum, { usd }) => sum + usd, 0);

describe('the bill of a million events', () => {
  it('has a dollar for the HTTP API', () => {
    expect(variable(MILLION, 'HTTP API')).toBeCloseTo(1, 6);
  });

  it('sends each delivery alone, and receives and deletes ten at once', () => {
    expect(variable(MILLION, 'SQS')).toBeCloseTo(0.4 + 0.04 + 0.04, 6);
  });

  it('runs ingest for each, and the processor for ten at once', () => {
    const ingest = 0.2 + 1e6 * 0.02 * 0.25 * 0.0000133334;
    const processor = 0.02 + 1e5 * 0.12 * 0.25 * 0.0000133334;
    expect(variable(MILLION, 'Lambda')).toBeCloseTo(ingest + processor, 6);
  });

  it('logs a line of the gateway and one of the processor for each, and a secret of each provider every five minutes', () => {
    const months = 31 / (365 / 12);
    const usdPerGb = 0.5 + 0.03 * 0.15 * months;
    const gb = (1e6 * (65 + 26 + 190 + 26) + 5 * ((365 / 12) * 24 * 12) * (260 + 26)) / 1024 ** 3;
    expect(variable({ ...MILLION, logRetentionDays: 31 }, 'CloudWatch logs')).toBeCloseTo(gb * usdPerGb, 6);
  });

  it('logs no more secrets than there are requests', () => {
    const few = { ...MILLION, eventsPerMonth: 1_000, logRetentionDays: 31 };
    const perEvent = variable(few, 'CloudWatch logs') / 1_000;
    expect(perEvent).toBeCloseTo(variable({ ...few, eventsPerMonth: 100 }, 'CloudWatch logs') / 100, 9);
  });

  it('takes the measured units: 3 of each for a payment, 1 of each for what is recorded only', () => {
    const writes = 0.4 * 3 + 0.6 * 1;
    const reads = 0.4 * 3 + 0.6 * 1;
    expect(variable(MILLION, 'DynamoDB requests')).toBeCloseTo(writes * 0.625 + reads * 0.125, 6);
  });

  it('writes nothing for duplicates, and reads their record', () => {
    const load = { ...MILLION, payments: 0, duplicates: 1 };
    expect(variable(load, 'DynamoDB requests')).toBeCloseTo(0.125, 6);
    expect(variable(load, 'DynamoDB storage')).toBe(0);
  });

  it('takes a write unit more for each kilobyte of a compressed body', () => {
    const load = { ...MILLION, payments: 1, bodyBytes: 13_000 };
    // 340 + 0.15 * 13,000 = 2,290 bytes: 3 units of record, 2 of row and index.
    expect(variable(load, 'DynamoDB requests')).toBeCloseTo(5 * 0.625 + 3 * 0.125, 6);
  });

  it('keeps records as long as the archive does, and rows for good', () => {
    const gb = 1024 ** 3;
    const archive = (1e6 * (340 + 0.15 * 2_200 + 100)) / gb;
    const rows = (0.4e6 * 700) / gb;
    const index = (0.4e6 * 500) / gb;
    expect(variable(MILLION, 'DynamoDB storage')).toBeCloseTo((archive + rows) * 0.45 + index * 0.25, 6);
    const year = variable({ ...MILLION, months: 12 }, 'DynamoDB storage');
    const archiveOf31Days = (archive * 31) / (365 / 12);
    expect(year).toBeCloseTo((archiveOf31Days + 12 * rows) * 0.45 + 12 * index * 0.25, 6);
  });

  it('pays for 68 alarms and 6 secrets, whatever comes', () => {
    const services = byService(hookledgerBill(MILLION));
    expect(services.get('CloudWatch alarms')).toBeCloseTo(6.8, 6);
    const secrets = hookledgerBill(MILLION).lines.find(({ what }) => what === 'secrets');
    expect(secrets?.usd).toBeCloseTo(2.4, 6);
  });

  it('is the sum of its services', () => {
    const bill = hookledgerBill(MILLION);
    const sum = [...byService(bill).values()].reduce((a, b) => a + b, 0);
    const { total, fixed, storage, takenIn } = summaryOf(bill, 1e6);
    expect(total).toBeCloseTo(sum, 6);
    expect(takenIn).toBeCloseTo(total - fixed - storage, 6);
  });
});

describe('the other shapes', () => {
  const requests = (bill: ReturnType<typeof directBill>) => byService(bill).get('DynamoDB requests');

  it('write a note and a row, alone or in a transaction, and no archive', () => {
    expect(requests(directBill(MILLION))).toBeCloseTo((0.4 * 3 + 0.6) * 0.625 + 0.4 * 2 * 0.125, 6);
    expect(requests(transactionalBill(MILLION))).toBeCloseTo((0.4 * 5 + 0.6) * 0.625 + 0.4 * 2 * 0.125, 6);
    expect(byService(directBill(MILLION)).has('SQS')).toBe(false);
  });
});

it('takes batches for full only where deliveries come fast', () => {
  expect(batchOf({ batch: null, eventsPerMonth: 1e6 })).toBe(1);
  expect(batchOf({ batch: null, eventsPerMonth: 1e9 })).toBe(10);
  expect(batchOf({ batch: 3, eventsPerMonth: 1e9 })).toBe(3);
});

/** What the command prints, or says when it is used wrongly. */
const run = (...args: readonly string[]): { readonly out: string; readonly err: string } => {
  const out: string[] = [];
  const err: string[] = [];
  const program = createProgram((text) => void out.push(text)).configureOutput({ writeErr: (text) => void err.push(text) });
  try {
    program.parse(args, { from: 'user' });
  } catch {
    // It has said why.
  }
  return { out: out.join('\n'), err: err.join('') };
};

describe('npm run cost', () => {
  it('reads numbers as people write them', () => {
    const { out } = run('--events-per-month', '10e6', '--body', '2.2k', '--payments', '0.4', '--json');
    const { workload } = JSON.parse(out);
    expect(workload).toEqual({ ...USUAL, eventsPerMonth: 1e7 });
    expect(run('--events-per-month', '10M', '--json').out).toBe(out);
  });

  it('prints the services side by side', () => {
    const { out } = run();
    expect(out).toContain('1,000,000 events a month');
    expect(out).toMatch(/^HTTP API +1\.00 +1\.00 +1\.00$/m);
  });

  it.each([
    [['--event-per-month', '1'], 'Did you mean --events-per-month?'],
    [['--payments', '40'], 'It must be from 0 to 1'],
    [['--payments', '0.8', '--duplicates', '0.3'], 'the shares are 1.10 together'],
    [['--body', '2.2kb'], 'such as 2.2k'],
    [['--batch', '11'], 'a whole number from 1 to 10'],
    [['10e6'], 'too many arguments'],
  ])('refuses %j and says what is right', (args, sentence) => {
    const { out, err } = run(...args);
    expect(out).toBe('');
    expect(err).toContain(sentence);
  });
});

describe('docs/cost.md', () => {
  const page = readFileSync('docs/cost.md', 'utf8');

  it('has the tables that the command prints', () => {
    expect(page).toContain(pageTables());
  });

  it('tells what a million costs, beside the goal, and its logs', () => {
    const takenIn = (over: Partial<Workload>) => summaryOf(hookledgerBill({ ...USUAL, ...over }), USUAL.eventsPerMonth).takenIn.toFixed(2);
    expect(page).toContain(`${takenIn({ batch: 10 })} with full batches, ${takenIn({})} at a rate`);
    expect(page).toContain(`**Logs** of a million events are ${variable({ ...USUAL, batch: 10 }, 'CloudWatch logs').toFixed(2)} of it`);
  });
});
