/** A reason why there is no event to print, in a sentence or two for the person at the keyboard. */
export class EventError extends Error {
  override readonly name = 'EventError';
}
