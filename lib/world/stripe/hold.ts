import type { Luck } from '../luck.ts';
import type { Account } from './account.ts';
import { aftermathOf } from './aftermath.ts';
import { bookOf } from './book.ts';
import { type Charge, chargeEvent } from './charge.ts';
import { partOf } from './currency.ts';
import { DAY, HOUR, SECOND } from './event.ts';
import { newRefund, refundMade } from './refund.ts';
import type { Told } from './sale.ts';

/** Money that is held first, and then taken, taken in part, or let go. */
export const held = (account: Account, given: Charge, luck: Luck): Told => {
  const charge: Charge = { ...given, captured: null };
  const asked = chargeEvent(account, 'charge.succeeded', charge.createdAt, charge);
  const end = luck.pick([takenWhole, takenInPart, takenInPart, letGo, keptOpen]);
  const told = end(account, charge, luck);
  return { ...told, events: [asked, ...(told.events ?? [])] };
};

const keptOpen = (account: Account, charge: Charge): Told => ({ charge, payments: bookOf(account, charge, 'authorized') });

const takenWhole = (account: Account, before: Charge, luck: Luck): Told => taken(account, before, before.asked, luck);

const takenInPart = (account: Account, before: Charge, luck: Luck): Told =>
  taken(account, before, partOf(before.asked, account.currency, luck), luck);

const taken = (account: Account, before: Charge, minor: number, luck: Luck): Told => {
  const at = before.createdAt + luck.integer(1, 72) * HOUR;
  const captured: Charge = { ...before, captured: minor };
  const { charge, events, keys } = restToldAsRefund(account, captured, before, 'charge.captured', at);
  const after = aftermathOf(account, charge, at, luck);
  const lost = account.recordFrom === 'invoices' ? keys : [];
  return {
    charge,
    events: [...events, ...after.events],
    payments: bookOf(account, charge, 'succeeded', after),
    lostRefunds: [...lost, ...after.lostRefunds],
  };
};

/** What expired or was cancelled. It never moved, so that the books know of no refund. */
const letGo = (account: Account, before: Charge): Told => {
  const at = before.createdAt + 7 * DAY;
  const { charge, events, keys } = restToldAsRefund(account, before, before, 'charge.expired', at);
  return { charge, events, payments: bookOf(account, charge, 'voided'), lostRefunds: account.recordFrom === 'invoices' ? keys : [] };
};

/** Until 2025-03-31 the part that was not captured was told as a refund. */
const restToldAsRefund = (account: Account, captured: Charge, before: Charge, type: string, at: number) => {
  const rest = captured.asked - (captured.captured ?? 0);
  if (!account.beforeBasil || rest === 0) return { charge: captured, events: [chargeEvent(account, type, at, captured, before)], keys: [] };
  const refund = newRefund(account, `${captured.id} rest`, { minor: rest, createdAt: at, status: 'succeeded' });
  const { charge, events } = refundMade(account, captured, refund);
  const told = chargeEvent(account, type, at + (type === 'charge.expired' ? SECOND : 0), charge, before);
  return { charge, events: [...events, told], keys: account.tellsRefunds ? [`stripe:refund:${refund.id}`] : [] };
};
