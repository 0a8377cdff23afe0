import { PROVIDER_IDS, type ProviderId } from '../domain/keys.ts';
import { isRecord, type UnknownRecord } from './record.ts';
import type { ReadingSettings, RecordFrom, Settings } from './settings.ts';

/**
 * Settings from the JSON that a deployment wrote, undefined when it has not that shape. Written by hand because the door must not
 * bundle a schema library; the rules themselves (which currencies, how many days) are held by `settings-schema.ts` at deployment.
 */
export const settingsFromText = (text: string): Settings | undefined => {
  const json = parseJson(text);
  return isSettings(json) ? json : undefined;
};

/** Whether this is what ingest stamps on a delivery. */
export const isReadingSettings = (value: unknown): value is ReadingSettings =>
  isRecord(value) &&
  isRecordFrom(value['recordFrom']) &&
  typeof value['currency'] === 'string' &&
  isTextOrNull(value['site']) &&
  isTestMode(value['testMode']);

export const isProviderId = (value: unknown): value is ProviderId => PROVIDER_IDS.some((id) => id === value);

const isSettings = (value: unknown): value is Settings =>
  isRecord(value) &&
  isListOfProviders(value['providers']) &&
  isRecordFrom(partOf(value, 'stripe')['recordFrom']) &&
  typeof partOf(value, 'recurly')['currency'] === 'string' &&
  typeof partOf(value, 'chargify')['currency'] === 'string' &&
  isTextOrNull(partOf(value, 'chargify')['site']) &&
  (value['refunds'] === 'net' || value['refunds'] === 'archive') &&
  isTestMode(value['testMode']) &&
  typeof value['eventRetentionDays'] === 'number';

const isListOfProviders = (value: unknown): boolean => Array.isArray(value) && value.every(isProviderId);
const isRecordFrom = (value: unknown): value is RecordFrom => value === 'charges' || value === 'invoices';
const isTestMode = (value: unknown): boolean => value === 'accept' || value === 'ignore';
const isTextOrNull = (value: unknown): boolean => value === null || typeof value === 'string';

const partOf = (record: UnknownRecord, name: string): UnknownRecord => {
  const part = record[name];
  return isRecord(part) ? part : {};
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
