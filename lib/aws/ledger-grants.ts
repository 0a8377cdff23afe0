import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam';
import type { TableId } from '../../functions/ledger/tables.ts';
import type { HookledgerData } from './hookledger-data.ts';

type TableAccess = { readonly actions: readonly string[]; readonly indexes?: readonly string[] };
type LedgerAccess = Readonly<Partial<Record<TableId, TableAccess>>>;

const READ = ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query'];
/** A transaction of puts needs no more. */
const PUT = 'dynamodb:PutItem';
const UPDATE = 'dynamodb:UpdateItem';
const DELETE = 'dynamodb:DeleteItem';
const SCAN = 'dynamodb:Scan';

/** What each function that knows the ledger does there, and no more than that. */
export const LEDGER_ACCESS = {
  /** Lists all customers by a scan; writes the words of the team, and what an operator did into the story of an event. */
  api: {
    customers: { actions: [...READ, PUT, SCAN], indexes: ['byPartner'] },
    transactions: { actions: [...READ, PUT], indexes: ['byCustomer', 'waiting'] },
    subscriptions: { actions: READ, indexes: ['byCustomer', 'waiting'] },
    events: { actions: [...READ, PUT, UPDATE], indexes: ['unreadable'] },
  },
  /** Scans events for the jobs that replay or erase; marks links and drops entries that are done with. */
  processor: {
    customers: { actions: [...READ, PUT, UPDATE, DELETE] },
    transactions: { actions: [...READ, PUT], indexes: ['byCustomer'] },
    subscriptions: { actions: [...READ, PUT], indexes: ['byCustomer'] },
    events: { actions: [...READ, PUT, UPDATE, DELETE, SCAN] },
  },
  /** Scans for waiting entries, resolves their rows, and measures what waits; it has no business with events. */
  sweeper: {
    customers: { actions: [...READ, PUT, UPDATE, DELETE, SCAN] },
    transactions: { actions: [...READ, PUT], indexes: ['waiting'] },
    subscriptions: { actions: [...READ, PUT], indexes: ['waiting'] },
  },
} as const satisfies Readonly<Record<string, LedgerAccess>>;

/** Grants it table by table and index by index, with no wildcard. */
export const grantLedger = ({ tables }: HookledgerData, grantee: IGrantable, who: keyof typeof LEDGER_ACCESS): void => {
  const access: LedgerAccess = LEDGER_ACCESS[who];
  for (const [table, { tableArn }] of Object.entries(tables)) {
    const given = Object.entries(access).find(([name]) => name === table)?.[1];
    if (given === undefined) continue;
    Grant.addToPrincipal({ grantee, actions: [...given.actions], resourceArns: [tableArn] });
    const resourceArns = (given.indexes ?? []).map((index) => `${tableArn}/index/${index}`);
    if (resourceArns.length > 0) Grant.addToPrincipal({ grantee, actions: ['dynamodb:Query'], resourceArns });
  }
};
