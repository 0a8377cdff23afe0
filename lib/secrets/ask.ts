import { createInterface } from 'node:readline/promises';
import { CliError, EXIT } from '../cli/cli-error.ts';
import type { Field, Kind } from './kinds.ts';

/** Gives the answer to one question after the other. A secret one is not shown while it is typed. */
export type Ask = (question: string, options: { readonly open: boolean }) => Promise<string>;

/** A live value of this kind, piece by piece. Throws a `CliError` when one does not hold; the message never quotes it. */
export const askValue = async (ask: Ask, kind: Kind): Promise<unknown> => {
  const answers: Record<string, string> = {};
  for (const field of kind.fields) answers[field.name] = checked(field, await ask(field.question, { open: field.open === true }));
  return kind.shape === 'text' ? answers['value'] : answers;
};

const checked = ({ question, holds, rule }: Field, answer: string): string => {
  if (holds.test(answer)) return answer;
  throw new CliError(`${question}: ${answer === '' ? 'nothing was given' : 'that is not one'} (${rule}). Nothing was changed.`, EXIT.usage);
};

/** Asks the person at the terminal, without echo; without a terminal, each line of the input is an answer. */
export const createAsk = (stdin: NodeJS.ReadStream, stderr: NodeJS.WriteStream): Ask => (stdin.isTTY ? atTerminal(stderr) : byLine(stdin));

const atTerminal =
  (stderr: NodeJS.WriteStream): Ask =>
  async (question, { open }) => {
    if (open) {
      const lines = createInterface({ input: process.stdin, output: stderr });
      try {
        return await lines.question(`${question}: `);
      } finally {
        lines.close();
      }
    }
    const { default: password } = await import('@inquirer/password');
    return password({ message: question, mask: false }, { output: stderr });
  };

const byLine = (stdin: NodeJS.ReadStream): Ask => {
  let lines: AsyncIterator<string> | undefined;
  return async () => {
    lines ??= createInterface({ input: stdin })[Symbol.asyncIterator]();
    const { value, done } = await lines.next();
    return done === true ? '' : value;
  };
};
