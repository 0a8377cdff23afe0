import type { Millis } from '../world.ts';
import { type Account, stripeId } from './account.ts';
import { eventOf, type Scene, toSeconds } from './event.ts';

/** An event of a type that means nothing to the ledger. */
export const noise = (
  account: Account,
  type: string,
  at: Millis,
  id: string = stripeId('obj_', account.luck.fork(`${type} ${at}`)),
): Pick<Scene, 'events'> => {
  const object = { id, object: type.slice(0, type.lastIndexOf('.')), created: toSeconds(at), customer: account.customer, metadata: {} };
  return { events: [eventOf(account, { type, at, object: { ...object, livemode: account.livemode }, means: 'ignored' })] };
};
