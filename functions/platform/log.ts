/** What a log line may carry: our own words, numbers and ids. Never a body, a header's value, an e-mail, a name or a secret. */
export type LogFields = Readonly<Record<string, string | number | boolean | null | undefined>>;

export type Log = {
  readonly info: (message: string, fields?: LogFields) => void;
  readonly warn: (message: string, fields?: LogFields) => void;
  readonly error: (message: string, fields?: LogFields) => void;
};

/** Takes one whole line, without its line end. */
export type WriteLine = (line: string) => void;

/** A log of one JSON object a line: `{"time":…,"level":"info","message":"delivery queued","provider":"stripe"}`. Never throws. */
export const createLog = (options: { readonly write: WriteLine; readonly clock: () => Date }): Log => {
  const writeAt =
    (level: string) =>
    (message: string, fields: LogFields = {}) =>
      writeSafely(options.write, () => JSON.stringify({ time: options.clock().toISOString(), level, message, ...fields }));
  return { info: writeAt('info'), warn: writeAt('warn'), error: writeAt('error') };
};

/** Writes a line and forgets a sink that fails: no payment is lost because a log is full. */
export const writeSafely = (write: WriteLine, line: () => string): void => {
  try {
    write(line());
  } catch {
    // Nothing is left to tell it to.
  }
};

/** The sink of a Lambda function: its standard output. */
export const writeToStdout: WriteLine = (line) => {
  process.stdout.write(`${line}\n`);
};
