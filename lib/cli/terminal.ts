import { styleText } from 'node:util';

export type Style = 'dim' | 'green' | 'red' | 'yellow';

/** Coloured when standard output is a terminal and `NO_COLOR` is not set, else the text as it is. */
export type Paint = (style: Style, text: string) => string;

/** Where a command speaks to its user. Answers go to standard output, everything about the run to standard error. */
export type Terminal = {
  /** A line, or several, of the answer. */
  readonly print: (text: string) => void;
  /** The answer for a program: one JSON document. */
  readonly printJson: (value: unknown) => void;
  /** A line about the run, which is no part of the answer. */
  readonly tell: (text: string) => void;
  readonly paint: Paint;
  /** Somebody watches standard error: a progress bar makes sense. */
  readonly isWatched: boolean;
};

type Streams = { readonly stdout: NodeJS.WriteStream; readonly stderr: NodeJS.WriteStream };

export const createTerminal = ({ stdout, stderr }: Streams): Terminal => ({
  print: (text) => void stdout.write(`${text}\n`),
  printJson: (value) => void stdout.write(`${JSON.stringify(value, null, 2)}\n`),
  tell: (text) => void stderr.write(`${text}\n`),
  paint: (style, text) => styleText(style, text, { stream: stdout }),
  isWatched: stderr.isTTY === true,
});
