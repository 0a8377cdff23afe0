/** How a command ends; `hookledger --help` and docs/cli.md tell them. Scripts rely on the numbers. */
export const EXIT = { ok: 0, refused: 1, usage: 2, unreachable: 3 } as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** A reason why a command cannot go on, in one sentence for the person at the keyboard. */
export class CliError extends Error {
  override readonly name = 'CliError';
  readonly exitCode: ExitCode;
  /** Of the API's answer, when that is the reason. */
  readonly status: number | undefined;

  constructor(sentence: string, exitCode: ExitCode = EXIT.refused, status?: number) {
    super(sentence);
    this.exitCode = exitCode;
    this.status = status;
  }
}
