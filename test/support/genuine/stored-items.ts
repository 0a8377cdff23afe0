import type { ProviderId } from '../../../functions/domain/keys.ts';
import { bodyHash } from '../../../functions/ledger/body-hash.ts';
import { inlineBody } from '../../../functions/ledger/dynamo/body-items.ts';
import { compressBody } from '../../../functions/ledger/dynamo/compression.ts';
import type { Item } from '../../../functions/ledger/dynamo/item.ts';
import { writesOf } from '../../../functions/ledger/dynamo/puts.ts';
import { recordItem } from '../../../functions/ledger/dynamo/record-item.ts';
import type { EventRecord } from '../../../functions/ledger/event-record.ts';
import type { Ledger } from '../../../functions/ledger/ledger.ts';
import { createMemoryLedger } from '../../../functions/ledger/memory-ledger.ts';
import { readingSettings } from '../../../functions/platform/settings.ts';
import { LOCAL_DEFAULTS } from '../../../functions/platform/settings-schema.ts';
import { providers } from '../../../functions/providers/all.ts';
import { aDelivery, createTestProcessor } from '../processor.ts';

/** A processor that tells of each delivery which items DynamoDB would be given: rows and the like, and the record with its body. */
export const itemWriter = () => {
  const memory = createMemoryLedger();
  const rows: Item[] = [];
  const records: Item[] = [];
  const ledger: Ledger = {
    ...memory,
    write: async (puts) => {
      rows.push(...puts.flatMap(writesOf).map(({ item }) => item));
      await memory.write(puts);
    },
    writeRecord: async (record, body) => {
      records.push(body === null ? recordItem(record) : await withBody(record, body));
      await memory.writeRecord(record, body);
    },
  };
  const { processDelivery } = createTestProcessor(ledger, { providers });
  return async (provider: ProviderId, body: Buffer) => {
    rows.length = 0;
    records.length = 0;
    await processDelivery(aDelivery(body, { provider, settings: readingSettings(LOCAL_DEFAULTS, provider) }));
    return { rows: [...rows], record: records.at(-1) ?? {} };
  };
};

/** As the archive writes the first body of an event. */
export const withBody = async (record: EventRecord, body: Buffer): Promise<Item> => ({
  ...recordItem(record),
  ...inlineBody(record, bodyHash(body), await compressBody(body, record.provider)),
});
