const JSON_STARTS: ReadonlySet<number> = new Set(Buffer.from('{['));
const BLANKS: ReadonlySet<number> = new Set(Buffer.from(' \t\n\r'));

/**
 * Whether a body is read as JSON rather than XML: its first byte that is not blank opens an object or a list. A byte order
 * mark is not blank. The verifier and the parser ask this one question, so whatever is read as JSON was also verified as JSON.
 */
export const looksLikeJson = (body: Buffer): boolean => {
  const first = body.find((byte) => !BLANKS.has(byte));
  return first !== undefined && JSON_STARTS.has(first);
};
