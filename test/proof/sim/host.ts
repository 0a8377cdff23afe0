/** A promise of the product that does not hold. */
export class Violation extends Error {
  override readonly name = 'Violation';
}

/** One process of the product: a Lambda instance. When it ends, none of its calls is ever answered. */
export type Host = {
  readonly name: string;
  isAlive: boolean;
  /** Somebody waits for what it does. */
  isBusy: boolean;
  /** Calls and timers that it waits for. */
  waitsFor: number;
};

export const createHost = (name: string): Host => ({ name, isAlive: true, isBusy: false, waitsFor: 0 });
