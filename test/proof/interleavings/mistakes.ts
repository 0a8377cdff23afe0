import { ConflictError, type Ledger, type Put } from '../../../functions/ledger/ledger.ts';
import type { Work } from '../../../functions/ledger/work.ts';
import type { Doors } from './actor.ts';
import type { Mistake } from './explore.ts';

/*
 * What the product would do if it made a mistake of order: each stands between a process and its doors and lets the process do the
 * same calls in another way. The proof must find every one of them, or it proves nothing.
 */

const over = (doors: Doors, changed: Partial<Ledger>): Doors => ({ ...doors, ledger: { ...doors.ledger, ...changed } });

/** The waiting entry is written after the row, with the next read of a key. */
const entryAfterRow: Mistake = (doors) => {
  const { ledger } = doors;
  let held: (() => Promise<void>) | undefined;
  const thenHeld = async <T>(read: Promise<T>): Promise<T> => {
    const answer = await read;
    const put = held;
    held = undefined;
    await put?.();
    return answer;
  };
  return over(doors, {
    putWaitingEntry: async (entry) => {
      held = () => ledger.putWaitingEntry(entry);
    },
    readClaims: (key, upTo) => thenHeld(ledger.readClaims(key, upTo)),
    readCustomer: (key) => thenHeld(ledger.readCustomer(key)),
  });
};

/** A key is read once: what others made known since is not seen. */
const keyReadOnce: Mistake = (doors) => {
  const { ledger } = doors;
  const seen = new Map<string, Promise<unknown>>();
  const once = async <T>(name: string, read: () => Promise<T>): Promise<T> => {
    const known = seen.get(name);
    if (known !== undefined) return known as Promise<T>;
    const answer = await read();
    seen.set(name, Promise.resolve(answer));
    return answer;
  };
  return over(doors, {
    readClaims: (key, upTo) => once(`link:${key}`, () => ledger.readClaims(key, upTo)),
    readCustomer: (key) => once(`customer:${key}`, () => ledger.readCustomer(key)),
  });
};

/** Who waits is asked before the key is written. */
const entriesBeforeKey: Mistake = (doors) => {
  const { ledger } = doors;
  const asked = new Map<string, ReturnType<Ledger['waitingEntries']>>();
  const ask = async (awaited: Parameters<Ledger['waitingEntries']>[0]): Promise<void> => {
    asked.set(awaited, Promise.resolve(await ledger.waitingEntries(awaited, { limit: 1 })));
  };
  return over(doors, {
    write: async (puts) => {
      for (const put of puts) if (put.kind === 'claim') await ask(`link:${put.item.providerKey}`);
      for (const put of puts) if (put.kind === 'customer') await ask(`customer:${put.item.key}`);
      return ledger.write(puts);
    },
    waitingEntries: (awaited, page) => asked.get(awaited) ?? ledger.waitingEntries(awaited, page),
  });
};

/** No entry is written at all: who waits is left to chance. */
const noEntry: Mistake = (doors) => over(doors, { putWaitingEntry: async () => {} });

/** The job is deleted before what it says is done. */
const jobDeletedFirst: Mistake = (doors) => {
  const { ledger } = doors;
  return over(doors, {
    readReleaseJob: async (id) => {
      const job = await ledger.readReleaseJob(id);
      if (job !== undefined) await ledger.deleteReleaseJob(id);
      return job;
    },
    deleteReleaseJob: async () => {},
  });
};

/** The API writes the key and no job: it sends the work itself, and trusts in that. */
const noJob: Mistake = (doors) => {
  const { ledger, work } = doors;
  const unsent: Work[] = [];
  const write: Ledger['write'] = (puts) => {
    const keys = puts.flatMap((put) => (put.kind === 'release_job' ? put.item.keys : []));
    unsent.push(...keys.map((awaited): Work => ({ kind: 'release', awaited })));
    for (const put of puts) if (put.kind === 'claim') unsent.push({ kind: 'reclaim', providerKey: put.item.providerKey, from: null });
    return ledger.write(puts.filter(({ kind }) => kind !== 'release_job'));
  };
  const send: Doors['work']['send'] = async (left, options) => {
    if (left.kind !== 'release_job') return work.send(left, options);
    for (const own of unsent) await work.send(own);
  };
  return { ...over(doors, { write }), work: { send } };
};

/** After a conflict only the version is read again, not the row: the last one who writes wins. */
const lastWriterWins: Mistake = (doors) => {
  const { ledger } = doors;
  const versionOf = async (put: Put): Promise<Put> => {
    if (put.kind === 'transaction')
      return { ...put, item: { ...put.item, version: (await ledger.readTransaction(put.item.key))?.version ?? 0 } };
    if (put.kind === 'placed') return { ...put, item: { ...put.item, version: (await ledger.readPlaced(put.item.key))?.version ?? 0 } };
    return put;
  };
  return over(doors, {
    write: async (puts) => {
      try {
        await ledger.write(puts);
      } catch (error) {
        if (!(error instanceof ConflictError)) throw error;
        const again: Put[] = [];
        for (const put of puts) again.push(await versionOf(put));
        await ledger.write(again);
      }
    },
  });
};

/** An alias is read once: what others said of it since is not seen. */
const aliasReadOnce: Mistake = (doors) => {
  const { ledger } = doors;
  const seen = new Map<string, ReturnType<Ledger['readAlias']>>();
  return over(doors, {
    readAlias: async (ref) => {
      const known = seen.get(ref);
      if (known !== undefined) return known;
      const alias = await ledger.readAlias(ref);
      seen.set(ref, Promise.resolve(alias));
      return alias;
    },
    write: async (puts) => {
      try {
        await ledger.write(puts);
      } catch (error) {
        seen.clear();
        throw error;
      }
    },
  });
};

/** The item and the rows that it enters and leaves are written one after the other. */
const moveInSteps: Mistake = (doors) =>
  over(doors, {
    write: async (puts) => {
      for (const put of puts) await doors.ledger.write([put]);
    },
  });

/** A contested link is nobody's business. */
const noReclaim: Mistake = (doors) => ({
  ...doors,
  work: { send: async (left, options) => (left.kind === 'reclaim' ? undefined : doors.work.send(left, options)) },
});

/** The look at a contested link is not repeated. */
const oneReclaim: Mistake = (doors) => ({
  ...doors,
  work: { send: async (left, options) => (options?.delaySeconds === undefined ? doors.work.send(left, options) : undefined) },
});

const TWO_OF_ONE_ROW = 'a payment and its refund, of a customer who is not known';
const CUSTOMER_AND_PAYMENT = 'a payment by a link, and the customer who claims it';
const INDEX_BEHIND = 'the same while the index is behind';
const REFUND_AND_PAYMENT = 'a refund by invoice, and the payment that stands for the invoice';
const LINK_MOVES = 'the team moves a link, and a payment comes meanwhile';

/** Each with a protocol in which it is found. */
export const MISTAKES: Readonly<Record<string, { readonly foundIn: string; readonly plant: Mistake }>> = {
  'the entry is written after its row': { foundIn: CUSTOMER_AND_PAYMENT, plant: entryAfterRow },
  'a key is not read again after the row is written': { foundIn: CUSTOMER_AND_PAYMENT, plant: keyReadOnce },
  'who waits is asked before the key is written': { foundIn: CUSTOMER_AND_PAYMENT, plant: entriesBeforeKey },
  'no entry is written': { foundIn: CUSTOMER_AND_PAYMENT, plant: noEntry },
  'the last writer wins': { foundIn: TWO_OF_ONE_ROW, plant: lastWriterWins },
  'an alias is read once': { foundIn: REFUND_AND_PAYMENT, plant: aliasReadOnce },
  'a refund moves in steps': { foundIn: REFUND_AND_PAYMENT, plant: moveInSteps },
  'a contested link is passed over': { foundIn: INDEX_BEHIND, plant: noReclaim },
  'a contested link is looked at once': { foundIn: INDEX_BEHIND, plant: oneReclaim },
  'the release job is deleted first': { foundIn: LINK_MOVES, plant: jobDeletedFirst },
  'the API leaves no release job': { foundIn: LINK_MOVES, plant: noJob },
};
