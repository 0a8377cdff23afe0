import { readFileSync } from 'node:fs';
import { simulateCommand } from '../../lib/cli/simulate.ts';
import { createTerminal } from '../../lib/cli/terminal.ts';
import { createProgram } from '../../lib/events/program.ts';

const noApi = () => {
  throw new Error('asked for the API');
};
const simulator = simulateCommand({ api: noApi, terminal: createTerminal(process) });
const eventProgram = createProgram({ projectRoot: process.cwd(), clock: () => new Date(), print: () => {} });

/** The flags in the first column of the tables of a guide. */
const flagsIn = (guide: string): readonly string[] =>
  [...readFileSync(guide, 'utf8').matchAll(/^\| (`--[^|]*)\|/gm)].flatMap(([, cell = '']) => cell.match(/--[a-z-]+/g) ?? []).sort();

describe('the guide tells each flag, and none that is not', () => {
  it('of the simulator', () => {
    expect(flagsIn('docs/simulate.md')).toEqual(simulator.options.map(({ long }) => long).sort());
  });

  it('of sample events', () => {
    const flags = new Set(eventProgram.commands.flatMap(({ options }) => options.map(({ long }) => long)));
    expect(flagsIn('docs/sam.md')).toEqual([...flags].sort());
  });
});
