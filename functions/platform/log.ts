/** What a log line may carry: our own words, numbers and ids. Never a body, a header's value, an e-mail, a name or a secret. */
export type LogFields = Readonly<Record<string, string | number | boolean | null | undefined>>;

export type Log = {
  readonly info: (message: string, fields?: LogFields) => void;
  readonly warn: (message: string, fields?: LogFields) => void;
  readonly error: (message: string, fields?: LogFields) => void;
};

/** Takes one whole line, without its line end. */
export type WriteLine = (line: string) => void;

/**
 * A log of one JSON object a line: `{"timestamp":…,"level":"info","message":"event processed","provider":"stripe"}`. Never throws.
 * Lambda passes such a line on as it is, and knows its level by `level` only where `timestamp` is a time.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-log-level.html
 */
export const createLog = (options: { readonly write: WriteLine; readonly clock: () => Date }): Log => {
  const writeAt =
    (level: string) =>
    (message: string, fields: LogFields = {}) =>
      writeSafely(options.write, () => JSON.stringify({ timestamp: options.clock().toISOString(), level, message, ...fields }));
  return { info: writeAt('info'), warn: writeAt('warn'), error: writeAt('error') };
};

/** The same log without its lines of level info: for what somebody else tells of already. */
export const warningsOnly = (log: Log): Log => ({ ...log, info: () => {} });

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
