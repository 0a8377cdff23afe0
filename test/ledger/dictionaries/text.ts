/** What deflate can look back to. */
const WINDOW_BYTES = 32 * 1024;

/**
 * The text of a dictionary: the `shapes` whole, the commonest last, where it is cheapest to refer to; before them what only `others`
 * have, each piece once.
 */
export const dictionaryText = (shapes: readonly string[], others: readonly string[]): string => {
  const whole = shapes.join('');
  const text =
    others.flatMap(piecesOf).reduce((pieces, piece) => (`${pieces}${whole}`.includes(piece) ? pieces : pieces + piece), '') + whole;
  if (Buffer.byteLength(text) > WINDOW_BYTES)
    throw new Error(`A dictionary of ${Buffer.byteLength(text)} bytes is longer than deflate can see`);
  return text;
};

/** Lines of what is indented, fields of what is not. */
const piecesOf = (text: string): readonly string[] => text.split(/(?<=\n)|(?<=,)(?=")|(?<=&)/).filter((piece) => !piece.includes('\ufffd'));
