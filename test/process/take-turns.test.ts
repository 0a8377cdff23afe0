import { takeTurns } from '../../functions/process/take-turns.ts';

/** Steps that end when they are told to; what is under way and what is done, by name. */
const aStage = () => {
  const ends = new Map<string, () => void>();
  const done: string[] = [];
  const step = async (item: string): Promise<void> => {
    await new Promise<void>((end) => ends.set(item, end));
    done.push(item);
  };
  const end = async (item: string): Promise<void> => {
    ends.get(item)?.();
    ends.delete(item);
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { step, end, underWay: () => [...ends.keys()].sort(), done };
};

/** Items of one letter meet: `a1` and `a2`. */
const ofOneLetter = (a: string, b: string): boolean => a[0] === b[0];
const begin = async (items: readonly string[], { limit = 10, meet = ofOneLetter } = {}) => {
  const stage = aStage();
  const all = takeTurns({ limit, meet }, items, stage.step);
  await new Promise((resolve) => setImmediate(resolve));
  return { ...stage, all };
};

describe('taking turns', () => {
  it('begins all that do not meet at once, and each of the others after those before it', async () => {
    const { underWay, end, done, all } = await begin(['a1', 'b1', 'a2', 'c1', 'a3']);
    expect(underWay()).toEqual(['a1', 'b1', 'c1']);
    await end('b1');
    expect(underWay()).toEqual(['a1', 'c1']);
    await end('a1');
    expect(underWay()).toEqual(['a2', 'c1']);
    await end('a2');
    await end('a3');
    await end('c1');
    await all;
    expect(done).toEqual(['b1', 'a1', 'a2', 'a3', 'c1']);
  });

  it('waits for all before it, not for the last alone', async () => {
    const { underWay, end, all } = await begin(['a', 'b', 'ab'], { meet: (a, b) => b.includes(a) });
    await end('b');
    expect(underWay()).toEqual(['a']);
    await end('a');
    expect(underWay()).toEqual(['ab']);
    await end('ab');
    await all;
  });

  it('has no more under way than it may', async () => {
    const { underWay, end, all } = await begin(['a', 'b', 'c'], { limit: 2 });
    expect(underWay()).toEqual(['a', 'b']);
    await end('a');
    expect(underWay()).toEqual(['b', 'c']);
    await end('b');
    await end('c');
    await all;
  });

  it('comes to an end when all meet and few may be under way', async () => {
    const order: string[] = [];
    await takeTurns({ limit: 2, meet: () => true }, ['a', 'b', 'c', 'd'], async (item) => void order.push(item));
    expect(order).toEqual(['a', 'b', 'c', 'd']);
  });
});
