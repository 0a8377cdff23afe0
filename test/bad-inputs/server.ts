// A program: the laptop's stack as it is, which tells the hash of every delivery that it puts on its queue in a line of its log.
import { createHash } from 'node:crypto';
import { decodeDelivery } from '../../functions/ingest/delivery.ts';
import { createProduct } from '../../lib/local/create-product.ts';
import type { Stack } from '../../lib/local/product.ts';
import { runLocal } from '../../lib/local/run-local.ts';

const tellSent = ({ sqs, log }: Stack): void =>
  sqs.middlewareStack.add(
    (next) => async (args) => {
      const entries = 'Entries' in args.input ? (args.input.Entries ?? []) : [args.input];
      for (const entry of entries) {
        const text = 'MessageBody' in entry ? String(entry.MessageBody) : '';
        if (!text.includes('"kind":"delivery"')) continue;
        log.info('delivery sent', { hash: createHash('sha256').update(decodeDelivery(text).body).digest('hex') });
      }
      return next(args);
    },
    { step: 'initialize' },
  );

const { tables, createHandlers } = createProduct();

await runLocal(
  process.cwd(),
  Promise.resolve({
    tables,
    createHandlers: (stack) => {
      tellSent(stack);
      return createHandlers(stack);
    },
  }),
);
