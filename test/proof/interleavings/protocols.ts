import { LATE_CLAIM, RELEASE_JOB, WAITING } from './customer-protocols.ts';
import { MOVING_REFUND, ONE_ROW } from './money-protocols.ts';
import type { Protocol } from './protocol.ts';

export const PROTOCOLS: readonly Protocol[] = [...WAITING, ...LATE_CLAIM, ...MOVING_REFUND, ...ONE_ROW, ...RELEASE_JOB];
