import type { MemoryLedger } from '../../../functions/ledger/memory-ledger.ts';
import { type Actor, type Doors, worksOff } from './actor.ts';

/** Each process alone, one after the other, and all work that each leaves before the next begins. */
export const inTurn = async (ledger: MemoryLedger, actors: readonly Actor[]): Promise<void> => {
  for (const actor of actors) {
    const queue = [actor];
    for (let left = queue.shift(); left !== undefined; left = queue.shift()) {
      await left.run(doorsOf(ledger, left.name, (message) => void queue.push(message)));
    }
  }
};

const doorsOf = (ledger: MemoryLedger, name: string, send: (message: Actor) => void): Doors => {
  let given = 0;
  const next = (): string => {
    given += 1;
    return `${name}>${given}`;
  };
  return { ledger, work: { send: async (work) => send(worksOff(next(), work)) }, newToken: next };
};
