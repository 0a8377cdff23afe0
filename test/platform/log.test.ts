import { createLog, warningsOnly } from '../../functions/platform/log.ts';
import { createMetrics } from '../../functions/platform/metrics.ts';

const clock = () => new Date('2026-03-01T12:00:00.000Z');

it('writes one JSON object a line', () => {
  const lines: string[] = [];
  createLog({ write: (line) => void lines.push(line), clock }).warn('delivery waits', { provider: 'stripe', reason: undefined });
  expect(lines).toEqual(['{"timestamp":"2026-03-01T12:00:00.000Z","level":"warn","message":"delivery waits","provider":"stripe"}']);
});

it('leaves lines of level info out where somebody else tells of the same', () => {
  const lines: string[] = [];
  const log = warningsOnly(createLog({ write: (line) => void lines.push(line), clock }));
  log.info('all is well');
  log.warn('it is odd');
  log.error('it failed');
  expect(lines.map((line) => JSON.parse(line).message)).toEqual(['it is odd', 'it failed']);
});

it('writes counters as CloudWatch reads them', () => {
  const lines: string[] = [];
  createMetrics({ write: (line) => void lines.push(line), clock, namespace: 'Hookledger' }).count('RequestRefused', { provider: 'stripe' });
  expect(JSON.parse(lines[0] ?? '')).toEqual({
    provider: 'stripe',
    RequestRefused: 1,
    _aws: {
      Timestamp: 1772366400000,
      CloudWatchMetrics: [{ Namespace: 'Hookledger', Dimensions: [['provider']], Metrics: [{ Name: 'RequestRefused', Unit: 'Count' }] }],
    },
  });
});

it('adds as much to a counter as it is told', () => {
  const lines: string[] = [];
  const metrics = createMetrics({ write: (line) => void lines.push(line), clock, namespace: 'Hookledger' });
  metrics.add('SecretPosition', 3, { provider: 'stripe', position: '1' });
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ provider: 'stripe', position: '1', SecretPosition: 3 });
});

it('writes how high a thing stands in the unit of the metric, and a thing without dimensions under none', () => {
  const lines: string[] = [];
  createMetrics({ write: (line) => void lines.push(line), clock, namespace: 'Hookledger' }).gauge('HeartbeatLagMs', 250);
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({
    HeartbeatLagMs: 250,
    _aws: { CloudWatchMetrics: [{ Dimensions: [[]], Metrics: [{ Name: 'HeartbeatLagMs', Unit: 'Milliseconds' }] }] },
  });
});

it('[F 67] goes on when the sink fails', () => {
  const write = () => {
    throw new Error('disk full');
  };
  expect(() => createLog({ write, clock }).error('broken')).not.toThrow();
  expect(() => createMetrics({ write, clock, namespace: 'Hookledger' }).count('MessagesFailed')).not.toThrow();
});
