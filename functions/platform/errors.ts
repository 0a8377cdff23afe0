/** An authentic body that cannot be read. The message says what is wrong with which thing; it never holds a secret or a person's data. */
export class UnreadablePayloadError extends Error {
  override readonly name = 'UnreadablePayloadError';
  /** The event id, type and time, as far as they could be read, so that the record carries them. */
  readonly eventId: string | undefined;
  readonly eventType: string | undefined;

  constructor(message: string, options: { readonly cause?: unknown; readonly eventId?: string; readonly eventType?: string } = {}) {
    super(message, { cause: options.cause });
    this.eventId = options.eventId;
    this.eventType = options.eventType;
  }
}
