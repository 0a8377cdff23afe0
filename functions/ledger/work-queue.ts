import type { SendText } from '../platform/sqs.ts';
import { encodeWork, type WorkQueue } from './work.ts';

/** Leaves work on a queue, for instance the one of `createSendText`. */
export const createWorkQueue = (sendText: SendText): WorkQueue => ({ send: (work, options) => sendText(encodeWork(work), options) });
