import { createHmac } from 'node:crypto';
import { request } from 'node:https';

/** What no function can do without that verifies a signature and calls a service: the floor. */
export const handler = async (): Promise<{ readonly statusCode: number }> => ({ statusCode: [createHmac, request].length });
