/** A reason why the laptop's stack cannot start or go on, in one sentence for the person at the keyboard. */
export class StartError extends Error {
  override readonly name = 'StartError';
}

/** The code of a system error (`EADDRINUSE`), undefined for anything else. */
export const errorCode = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
