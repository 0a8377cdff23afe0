/**
 * The same plain JSON with U+FFFD for every half character (lone surrogate) in its texts. No store keeps half a character, and a
 * text that a provider or a parser cut may end in one; keys never do.
 */
export const wellFormed = <T>(value: T): T =>
  JSON.parse(JSON.stringify(value), (_, field: unknown) => (typeof field === 'string' ? field.toWellFormed() : field));
