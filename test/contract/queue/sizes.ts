import { MAX_ENVELOPE_BYTES } from '../../../functions/ingest/delivery.ts';
import { eventually } from '../../support/local-process.ts';
import type { OpenQueue } from '../queue.ts';
import { collect, isEmpty } from './collect.ts';

/** What the queue takes and what it refuses, in bytes of UTF-8. */
export const describeSizes = (open: OpenQueue): void => {
  it.each([
    ['ASCII', 'x', MAX_ENVELOPE_BYTES],
    ['two bytes a character', '\u00eb', MAX_ENVELOPE_BYTES / 2],
  ])('takes a text of 1 MiB, and refuses one that is a byte longer: %s', async (_, character, length) => {
    const queue = await open();
    const longest = character.repeat(length);
    await expect(queue.send(`${longest}x`)).rejects.toThrow();
    expect(await isEmpty(queue)).toBe(true);
    await queue.send(longest);
    const { records } = collect(queue);
    await eventually(() => records().length > 0);
    expect(records()[0]?.body === longest).toBe(true);
  });
};
