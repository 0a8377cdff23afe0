import type { DeadLetter, QueueAdmin } from '../../functions/platform/queue-admin.ts';

/** Queues in memory: what was taken is hidden until it is put back, however long that takes. */
export const createMemoryQueues = (dead: readonly Pick<DeadLetter, 'id' | 'body' | 'sentAt'>[] = []) => {
  const sent: string[] = [];
  const letters = new Map(dead.map((letter) => [letter.id, { ...letter, receives: 5, hidden: false }]));
  const depth = (visible: number, inFlight = 0) => ({ visible, inFlight, delayed: 0 });
  const hidden = () => [...letters.values()].filter((letter) => letter.hidden).length;
  const queues: QueueAdmin = {
    depths: async () => ({
      queue: depth(sent.length),
      deadLetters: depth(letters.size - hidden(), hidden()),
    }),
    take: async () => {
      const taken = [...letters.values()].filter(({ hidden }) => !hidden).slice(0, 10);
      for (const letter of taken) Object.assign(letter, { hidden: true, receives: letter.receives + 1 });
      return taken.map(({ hidden: _, ...letter }) => ({ ...letter, receipt: letter.id }));
    },
    putBack: async (back) => {
      for (const { id } of back) Object.assign(letters.get(id) ?? {}, { hidden: false });
    },
    redrive: async ({ id, body }) => {
      sent.push(body);
      letters.delete(id);
    },
  };
  return { queues, sent, left: () => [...letters.keys()] };
};
