/** A bug that somebody could write: a text of a source file and what stands in its place. */
export type Bug = { readonly name: string; readonly file: string; readonly find: string; readonly replace: string };

/** Bugs of the ledger and of its rules. */
export const LEDGER_BUGS: readonly Bug[] = [
  {
    name: 'the condition on the event record is dropped',
    file: 'functions/ledger/memory/records.ts',
    find: 'writeSlots([records.slot(record)]);',
    replace: 'records.slot(record).store();',
  },
  {
    name: 'a row is written over any version that is not newer (<= for ===)',
    file: 'functions/ledger/memory/collections.ts',
    find: '(stored?.version ?? 0) === item.version',
    replace: 'item.version <= (stored?.version ?? 0)',
  },
  {
    name: 'versions of one second are taken for the same (<= for <)',
    file: 'functions/domain/register.ts',
    find: `  if (order !== 0) return order > 0 ? a : b;
  return { at: a.at, rank: a.rank, tellings: union(a.tellings, b.tellings) };`,
    replace: '  return order <= 0 ? b : a;',
  },
  {
    name: 'a refund counts by its id and in the cumulative figure',
    file: 'functions/domain/refunded.ts',
    find: 'sum(told.map(minorOf)) >= figure.amount.minor ? byId : Math.max(byId, carriedForward(refunds, figure))',
    replace: 'byId + figure.amount.minor',
  },
  {
    name: 'a payment may go back to an earlier state',
    file: 'functions/domain/transaction.ts',
    find: 'RANK_OF_STATE[a.state] >= RANK_OF_STATE[b.state] ? a.state : b.state',
    replace: 'b.state',
  },
  {
    name: 'an older claim is preferred to the newest in force',
    file: 'functions/domain/claims.ts',
    find: '?? inForce.at(-1) ?? ordered[0]',
    replace: '?? ordered[0]',
  },
];

/** Bugs of the processor: what is done when. */
export const PROCESSOR_BUGS: readonly Bug[] = [
  {
    name: 'the event record is written before its effect',
    file: 'functions/process/process-delivery.ts',
    find: '    const result = await effectOf({ ...deps, ledger: watch.ledger }, reading);\n',
    replace: `    await recordEvent(deps, delivery, reading, { outcome: 'recorded', reason: null, rows: [], changes: [], erased: false }, record);
    const result = await effectOf({ ...deps, ledger: watch.ledger }, reading);
`,
  },
  {
    name: 'a key is not read again after the row that waits for it is written',
    file: 'functions/process/save-transaction.ts',
    find: 'if (!(await knownMeanwhile(deps, question, next))) return next;',
    replace: 'void [knownMeanwhile, question];\n  if (deps.ledger !== undefined) return next;',
  },
  {
    name: 'a stale link is read: the customer that the first claim names',
    file: 'functions/process/resolve-row.ts',
    find: 'claims.map(({ claim }) => claim),\n    at,',
    replace: 'claims.map(({ claim }) => claim).slice(0, 1),\n    at,',
  },
  {
    name: 'those who wait are not told (the release is skipped)',
    file: 'functions/process/apply-events.ts',
    find: '  await releaseKeys(deps, [...new Set(customers.flatMap(({ madeKnown }) => madeKnown))]);\n',
    replace: '',
  },
  {
    name: 'a row is resolved once, outside the retry loop',
    file: 'functions/process/save-transaction.ts',
    find: '    const next = await nextTransaction(deps, stored, { facts: joinTransactionFacts(stored.facts, facts) }, by);\n',
    replace: `    const fresh = await nextTransaction(deps, stored, { facts: joinTransactionFacts(stored.facts, facts) }, by);
    const once: Pick<TransactionRow, 'customerKey' | 'awaiting'> = Reflect.get(facts, Symbol.for('once')) ?? fresh;
    Object.defineProperty(facts, Symbol.for('once'), { value: once, configurable: true });
    const next = fresh === stored ? stored : { ...fresh, customerKey: once.customerKey, awaiting: once.awaiting };
`,
  },
  {
    name: 'a claim that comes late moves no payment',
    file: 'functions/process/reclaim.ts',
    find: "  await deps.work.send({ kind: 'reclaim', providerKey, from });\n  await deps.work.send({ kind: 'reclaim', providerKey, from }, { delaySeconds: INDEX_CATCHES_UP_SECONDS });\n",
    replace: '  void [deps, providerKey, from, INDEX_CATCHES_UP_SECONDS];\n',
  },
  {
    name: 'whoever depends on a reference is not placed again when it is told',
    file: 'functions/process/apply-events.ts',
    find: '...(await inTurn(facts.dependents, (dependent) => replace(deps, dependent, by))).flat()',
    replace: '...(await inTurn([] as typeof facts.dependents, (dependent) => replace(deps, dependent, by))).flat()',
  },
  {
    name: 'a refund that moves stays in the row that it leaves',
    file: 'functions/process/save-placed.ts',
    find: '[...new Set([before.placedIn, after.placedIn])]',
    replace: '[after.placedIn]',
  },
  {
    name: 'what was unreadable is taken for done',
    file: 'functions/process/process-delivery.ts',
    find: "record.readings.includes(hash) && (isFinished(record) || outcome === 'unreadable')",
    replace: "(record.readings.includes(hash) || !isFinished(record)) && outcome !== 'ignored'",
  },
  {
    name: 'a message that failed is not reported',
    file: 'functions/process/handler.ts',
    find: 'if (!done) failed.push(message.record.messageId);',
    replace: 'void done;',
  },
];

/** Bugs of the door and of the API. */
export const DOOR_BUGS: readonly Bug[] = [
  {
    name: 'a delivery that could not be queued is answered with 200',
    file: 'functions/ingest/delivery-sender.ts',
    find: "      throw new QueueUnavailableError('The delivery could not be queued', { cause });",
    replace: '      void cause;',
  },
  {
    name: 'a signature that is wrong by a fetched secret is let in',
    file: 'functions/ingest/create-ingest-handler.ts',
    find: 'return fetched === cached ? verdict : verifier.verify(request, fetched, clock());',
    replace: 'return fetched === cached ? verdict : { verified: true, secretIndex: 0 };',
  },
  {
    name: 'a rotated secret is not fetched',
    file: 'functions/platform/secrets.ts',
    find: 'const usable = age < FRESH_MS || (storeIsDown && age < STALE_MS);',
    replace: 'const usable = age < Infinity || storeIsDown;\n    refreshedAt = Infinity;',
  },
  {
    name: 'the team makes keys known without a release job',
    file: 'functions/api/save-customer.ts',
    find: "  ...(job === undefined ? [] : [{ kind: 'release_job', item: job } as const]),\n",
    replace: '  ...(job === undefined ? [] : []),\n',
  },
];

/** Bugs that need a rare moment. The contract that every store passes holds what the simulation may not meet. */
export const RARE_BUGS: readonly Bug[] = [
  {
    name: 'a waiting entry is deleted without its condition',
    file: 'functions/ledger/memory/waiting.ts',
    find: 'if (waiting.read(entryKey(entry))?.token === entry.token) waiting.delete(entryKey(entry));',
    replace: 'waiting.delete(entryKey(entry));',
  },
];

/** Every planted bug. */
export const BUGS: readonly Bug[] = [...LEDGER_BUGS, ...PROCESSOR_BUGS, ...DOOR_BUGS, ...RARE_BUGS];
