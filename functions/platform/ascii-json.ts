/**
 * JSON in ASCII alone: any other character is escaped. For the queue, which refuses U+FFFE and U+FFFF in a text.
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html
 */
export const asciiJson = (value: unknown): string =>
  JSON.stringify(value).replace(/[^\0-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
