import { HEARTBEAT_KEY } from '../keys.ts';
import { ConflictError, type Ledger } from '../ledger.ts';
import { olderThan } from './conditions.ts';
import type { Store } from './store.ts';

/** The last heartbeat that was handled: one small item, which the newest takes. */
export const createHeartbeats = (store: Store): Pick<Ledger, 'noteHeartbeat' | 'lastHeartbeat'> => ({
  noteHeartbeat: async ({ sentAt, handledAt }) => {
    try {
      const item = { ...HEARTBEAT_KEY, sentAt, handledAt };
      await store.write([{ table: 'customers', item, condition: olderThan('sentAt', sentAt) }]);
      return true;
    } catch (error) {
      if (error instanceof ConflictError) return false;
      throw error;
    }
  },
  lastHeartbeat: async () => {
    const item = await store.get('customers', HEARTBEAT_KEY);
    return item === undefined ? undefined : { sentAt: item['sentAt'], handledAt: item['handledAt'] };
  },
});
