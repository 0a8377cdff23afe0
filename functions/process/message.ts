import type { SQSRecord } from 'aws-lambda';
import { decodeDelivery } from '../ingest/delivery.ts';
import { decodeWork } from '../ledger/work.ts';
import { isRecord } from '../platform/record.ts';
import type { ProcessDeps } from './deps.ts';
import type { ProcessReading } from './process-delivery.ts';
import { processWork } from './process-work.ts';
import { readDelivery } from './reading.ts';
import { NOTHING_TOUCHED, type Touched, touchedByEvents, touchedByWork } from './touched.ts';

/** A message of a batch, opened as far as it can be. */
export type Message = {
  readonly record: SQSRecord;
  readonly touched: Touched;
  /** It may make a customer known whom others of the batch would wait for. */
  readonly namesCustomer: boolean;
  /** Throws what is wrong with a message that could not be opened. */
  readonly process: () => Promise<unknown>;
};

export const openMessage = (deps: ProcessDeps, processReading: ProcessReading, record: SQSRecord): Message => {
  try {
    return { record, ...(isDelivery(record.body) ? openDelivery(deps, processReading, record.body) : openWork(deps, record.body)) };
  } catch (error) {
    return { record, touched: NOTHING_TOUCHED, namesCustomer: false, process: () => Promise.reject(error) };
  }
};

type Opened = Omit<Message, 'record'>;

const openDelivery = (deps: ProcessDeps, processReading: ProcessReading, body: string): Opened => {
  const delivery = decodeDelivery(body);
  const reading = readDelivery(deps.providers[delivery.provider], delivery);
  return {
    touched: touchedByEvents(reading),
    namesCustomer: reading.ledgerEvents.some(({ kind }) => kind === 'customer'),
    process: () => processReading(delivery, reading),
  };
};

const openWork = (deps: ProcessDeps, body: string): Opened => {
  const work = decodeWork(body);
  return { touched: touchedByWork(work), namesCustomer: false, process: () => processWork(deps, work) };
};

/** Every message is JSON that names its kind. What is not is taken for a delivery, and fails when it is decoded. */
export const isDelivery = (body: string): boolean => {
  try {
    const message: unknown = JSON.parse(body);
    return !isRecord(message) || message['kind'] === 'delivery';
  } catch {
    return true;
  }
};
