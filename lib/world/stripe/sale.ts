import type { Luck } from '../luck.ts';
import type { Millis, WireEvent } from '../world.ts';
import type { Account } from './account.ts';
import { aftermathOf } from './aftermath.ts';
import { bookOf } from './book.ts';
import { type Charge, chargeEvent, KEYED_AFTER, newCharge } from './charge.ts';
import { priceIn } from './currency.ts';
import { DAY, MINUTE, type Scene, SECOND, together } from './event.ts';
import { held } from './hold.ts';
import { noise } from './noise.ts';

/** A charge, what is told of it, and the books of it. */
export type Told = Partial<Scene> & { readonly charge: Charge };
export type Story = (account: Account, charge: Charge, luck: Luck) => Told;

/** Something bought once, without an invoice. */
export const sale = (account: Account, name: string, at: Millis, luck: Luck): Scene => {
  const asked = priceIn(account.currency, luck.integer(5, 200));
  const isGuest = account.keysOn === 'payment' && luck.percent(30);
  const charge = newCharge(account, name, { createdAt: at, asked, ...(isGuest && { customer: null }) });
  const tries = luck.percent(15) ? [declined(account, earlierTry(account, charge, name), luck)] : [];
  const story = luck.pick<Story>([paid, paid, paid, declined, settledLater, neverSettled, failedLater, held, held, held, held]);
  const told = [...tries, story(account, charge, luck)];
  return together([
    noise(account, 'payment_intent.created', at, charge.intent),
    ...told,
    ...told.map((one) => keyedLater(account, one.charge)),
  ]);
};

/** A payment in the test mode, which counts only where the team says so. */
export const testSale = (account: Account, at: Millis, luck: Luck): Scene => {
  const asked = priceIn(account.currency, luck.integer(5, 20));
  const told = paid(account, newCharge(account, 'test', { createdAt: at, asked, livemode: false }), luck);
  const scene = together([told, keyedLater(account, told.charge)]);
  return account.testMode === 'accept' ? scene : together([{ events: scene.events }]);
};

const paid: Story = (account, charge, luck) => {
  const at = charge.createdAt;
  const after = aftermathOf(account, charge, at, luck);
  const events = [chargeEvent(account, 'charge.succeeded', at, charge), ...toldAgain(account, charge, luck), ...after.events];
  return { charge, events, payments: bookOf(account, charge, 'succeeded', after), lostRefunds: after.lostRefunds };
};

/** Some seconds later the fees are known, and some things are told twice, as two events. */
const toldAgain = (account: Account, charge: Charge, luck: Luck): readonly WireEvent[] => [
  ...(luck.percent(30) ? [chargeEvent(account, 'charge.updated', charge.createdAt + 3 * SECOND, charge)] : []),
  ...(luck.percent(8) ? [chargeEvent(account, 'charge.succeeded', charge.createdAt + SECOND, charge, undefined, true)] : []),
];

/** A declined try of the same payment intent. */
const earlierTry = (account: Account, { intent, customer, asked, createdAt }: Charge, name: string): Charge =>
  newCharge(account, `${name} declined`, { intent, customer, asked, createdAt: createdAt - MINUTE });

const declined: Story = (account, given) => {
  const charge: Charge = { ...given, status: 'failed', captured: null };
  return { charge, events: [chargeEvent(account, 'charge.failed', charge.createdAt, charge)], payments: bookOf(account, charge, 'failed') };
};

/** Money that takes days, as of a direct debit. */
const neverSettled: Story = (account, given) => {
  const charge: Charge = { ...given, status: 'pending', captured: null };
  return {
    charge,
    events: [chargeEvent(account, 'charge.pending', charge.createdAt, charge)],
    payments: bookOf(account, charge, 'unpaid'),
  };
};

const settledLater: Story = (account, charge, luck) => {
  const at = charge.createdAt + luck.integer(1, 5) * DAY;
  const { events = [] } = neverSettled(account, charge, luck);
  const after = aftermathOf(account, charge, at, luck);
  const told = [...events, chargeEvent(account, 'charge.succeeded', at, charge), ...after.events];
  return { charge, events: told, payments: bookOf(account, charge, 'succeeded', after), lostRefunds: after.lostRefunds };
};

const failedLater: Story = (account, given, luck) => {
  const { charge: before, events = [] } = neverSettled(account, given, luck);
  const charge: Charge = { ...before, status: 'failed' };
  const at = charge.createdAt + luck.integer(1, 5) * DAY;
  return { charge, events: [...events, chargeEvent(account, 'charge.failed', at, charge)], payments: bookOf(account, charge, 'failed') };
};

export const keyedLater = (account: Account, charge: Charge): Partial<Scene> =>
  account.keysOn === 'payment_later'
    ? { events: [chargeEvent(account, 'charge.updated', charge.createdAt + KEYED_AFTER, charge, charge)] }
    : {};
