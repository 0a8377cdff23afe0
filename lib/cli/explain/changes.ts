import type { Change, MoneyState } from '../answers.ts';
import { amountText } from '../money.ts';

/** What an event did to a row, before -> after: `counts 20.00 USD -> 15.00 USD; status recorded -> partially_refunded`. */
export const changeText = ({ before, after }: Change): string => {
  const parts = [
    step('counts', countsText(before), countsText(after)),
    step('amount', before === null ? undefined : amountOf(before), amountOf(after)),
    step('status', before?.status, after.status),
    step('customer', before === null ? undefined : ownerOf(before), ownerOf(after)),
  ];
  return parts.filter((part) => part !== undefined).join('; ');
};

/** Nothing when both are the same; a row that was not there before has no value to come from. */
const step = (name: string, before: string | undefined, after: string): string | undefined => {
  if (before === after) return undefined;
  return before === undefined ? `${name} ${after}` : `${name} ${before} -> ${after}`;
};

/** A row without a customer counts nothing, whatever was paid. */
const countsText = (state: MoneyState | null): string =>
  state === null || state.customer_key === null || state.net_amount === 0 ? 'nothing' : amountText(state.net_amount, state.currency);

const amountOf = ({ amount, currency }: MoneyState): string => amountText(amount, currency);

const ownerOf = ({ customer_key }: MoneyState): string => customer_key ?? 'nobody';
