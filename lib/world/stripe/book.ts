import type { Payment } from '../person.ts';
import type { Account } from './account.ts';
import { type Aftermath, QUIET } from './aftermath.ts';
import type { Charge } from './charge.ts';

/** The book of a charge, where charges are the payments: else it has none. */
export const bookOf = (
  account: Account,
  charge: Charge,
  state: Payment['state'],
  { refunds, disputes }: Aftermath = QUIET,
): readonly Payment[] =>
  account.recordFrom === 'charges'
    ? [
        {
          key: `stripe:charge:${charge.id}`,
          currency: account.currency.toUpperCase(),
          state,
          asked: charge.asked,
          captured: state === 'succeeded' ? (charge.captured ?? 0) : 0,
          refunds,
          disputes,
          paidAt: charge.createdAt,
        },
      ]
    : [];
