/** A text that was given as a key and cannot be one. The message names the rule, never the text. */
export class KeyError extends Error {
  override readonly name = 'KeyError';
}

export const createKeyError = (name: string, problem: string): KeyError => new KeyError(`The ${name} ${problem}`);
