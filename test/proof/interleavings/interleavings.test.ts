import { MISTAKES } from './mistakes.ts';
import { PROTOCOLS } from './protocols.ts';
import { proveProtocol } from './prove-protocol.ts';

const LIGHT = PROTOCOLS.filter(({ isLight }) => isLight === true);
const LIGHT_MISTAKES = Object.entries(MISTAKES).filter(([, { foundIn }]) => LIGHT.some(({ name }) => name === foundIn));

let schedules = 0n;
let moments = 0;
afterAll(() => process.stdout.write(`interleavings: ${schedules} schedules, in ${moments} moments, of ${LIGHT.length} protocols\n`));

it.each(LIGHT.map((protocol) => [`${protocol.about}: ${protocol.name}`, protocol] as const))(
  'ends in one ledger on every schedule, with a crash anywhere: %s',
  async (_, protocol) => {
    const { calm, crashed, problems, ...walked } = await proveProtocol(protocol);
    schedules += calm + crashed;
    moments += walked.moments;
    expect(Object.fromEntries(problems)).toEqual({});
    expect(calm).toBeGreaterThan(100n);
    expect(crashed > calm).toBe(protocol.crashes === 1);
  },
);

it.each(LIGHT_MISTAKES)('finds a schedule on which it shows that %s', async (_, { foundIn, plant }) => {
  const protocol = LIGHT.find(({ name }) => name === foundIn) ?? LIGHT[0];
  if (protocol === undefined) throw new Error('There is no protocol');
  expect((await proveProtocol(protocol, { mistake: plant })).problems.size).toBeGreaterThan(0);
});
