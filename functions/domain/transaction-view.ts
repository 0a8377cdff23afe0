import type { CurrencyCode, Millis, PaymentState } from './ledger-event.ts';
import type { Money } from './money.ts';
import { type DisputeFacts, joinReductions, type Reductions, reductionCurrencies } from './reductions.ts';
import { refundedMinor } from './refunded.ts';
import type { PaymentFacts, TransactionFacts } from './transaction.ts';
import { compareText, compareVersions } from './version.ts';

export type TransactionStatus = 'unpaid' | 'authorized' | 'recorded' | 'partially_refunded' | 'refunded' | 'failed' | 'voided' | 'disputed';

/** A transaction in figures, derived from its facts alone. All amounts are minor units of `currency`. */
export type TransactionView = {
  /** Null while the payment itself is not known. */
  readonly amount: number | null;
  readonly currency: CurrencyCode | null;
  readonly refundedAmount: number;
  /** Lost disputes and open ones. */
  readonly disputedAmount: number;
  readonly netAmount: number;
  readonly status: TransactionStatus;
  /** Failed, voided, nothing left of a captured payment, or deleted by the team. */
  readonly archived: boolean;
  readonly paidAt: Millis | null;
  readonly productKey: string | null;
  readonly categoryKey: string | null;
  /** Currencies that its events name besides the one shown; they count nothing. */
  readonly otherCurrencies: readonly CurrencyCode[];
};

/** `placed` are the reductions that name the payment only by something that it stands for. */
export const viewTransaction = (facts: TransactionFacts, placed: readonly Reductions[] = []): TransactionView => {
  if (facts.team !== undefined) return viewTeamRow(facts, facts.team.value);
  const reductions = placed.reduce(joinReductions, facts.reductions);
  const shown = shownPayment(facts);
  const currencies = [...new Set([...(Object.keys(facts.payments) as CurrencyCode[]), ...reductionCurrencies(reductions)])].sort();
  const common = commonView(facts);
  if (shown === undefined) {
    const deleted = facts.deleted === true;
    return { ...common, ...NOTHING_PAID, archived: deleted, otherCurrencies: currencies.length > 1 ? currencies : [] };
  }
  const { currency } = shown;
  const figures = reckon(shown, reductions, facts.deleted === true);
  return { ...common, ...figures, currency, otherCurrencies: currencies.filter((other) => other !== currency) };
};

/** The team's own rows are what the team says, and may take from the revenue: only a delete archives them. */
const viewTeamRow = (facts: TransactionFacts, { minor, currency }: Money): TransactionView => {
  const archived = facts.deleted === true;
  const amounts = { amount: minor, refundedAmount: 0, disputedAmount: 0, netAmount: archived ? 0 : minor };
  return { ...commonView(facts), ...amounts, currency, status: 'recorded', archived, otherCurrencies: [] };
};

const commonView = (facts: TransactionFacts): Pick<TransactionView, 'paidAt' | 'productKey' | 'categoryKey'> => ({
  paidAt: facts.paidAt ?? null,
  productKey: facts.productKey?.value ?? null,
  categoryKey: facts.categoryKey?.value ?? null,
});

const NOTHING_PAID = { amount: null, currency: null, refundedAmount: 0, disputedAmount: 0, netAmount: 0, status: 'unpaid' } as const;

type Shown = { readonly currency: CurrencyCode; readonly payment: PaymentFacts; readonly state: PaymentState };

/** The currency of the lowest version. */
const shownPayment = (facts: TransactionFacts): Shown | undefined => {
  const payments = Object.entries(facts.payments) as [CurrencyCode, PaymentFacts][];
  const [first] = payments.sort(([a, x], [b, y]) => compareVersions(x.first, y.first) || compareText(a, b));
  if (first === undefined) return undefined;
  const [currency, payment] = first;
  return { currency, payment, state: undoneState(Object.values(facts.payments)) ?? payment.state };
};

type Figures = Pick<TransactionView, 'amount' | 'refundedAmount' | 'disputedAmount' | 'netAmount' | 'status' | 'archived'>;

const reckon = ({ payment, currency, state }: Shown, reductions: Reductions, deleted: boolean): Figures => {
  const captured = payment.captured;
  const refunded = Math.min(captured, refundedMinor(reductions, currency));
  const disputes = disputesIn(reductions, currency);
  const lost = sumOf(disputes.filter(isLost));
  const open = disputes.filter(({ state: { value } }) => value === 'open');
  const left = Math.max(0, captured - refunded - lost);
  return {
    amount: captured > 0 ? captured : payment.amount.value,
    refundedAmount: refunded,
    disputedAmount: lost + sumOf(open),
    netAmount: state === 'succeeded' && !deleted ? left : 0,
    status: statusOf(state, captured, refunded, lost > 0 || open.length > 0),
    archived: deleted || state === 'failed' || state === 'voided' || (state === 'succeeded' && left === 0),
  };
};

/**
 * How a payment was undone, in whatever currency that was told: between a payment and its void a team may set another one.
 * An authorisation that ran out voids the payment only when nothing was ever captured.
 */
const undoneState = (payments: readonly PaymentFacts[]): PaymentState | undefined => {
  const isReleased = payments.some(({ released }) => released) && payments.every(({ captured }) => captured === 0);
  if (isReleased || payments.some(({ state }) => state === 'voided')) return 'voided';
  return payments.find(({ state }) => state === 'failed')?.state;
};

const statusOf = (state: PaymentState, captured: number, refunded: number, disputed: boolean): TransactionStatus => {
  if (state !== 'succeeded') return state;
  if (disputed) return 'disputed';
  if (refunded > 0) return refunded === captured ? 'refunded' : 'partially_refunded';
  return 'recorded';
};

const disputesIn = (reductions: Reductions, currency: CurrencyCode): readonly DisputeFacts[] =>
  Object.values(reductions.disputes).filter(({ amount }) => amount.value.currency === currency);

/** A lost dispute counts nothing once its funds were reinstated, until they are taken again. */
const isLost = ({ state, reinstated, reinstatedAt = Number.POSITIVE_INFINITY, withdrawnAt = 0 }: DisputeFacts): boolean =>
  state.value === 'lost' && (reinstated !== true || withdrawnAt > reinstatedAt);

const sumOf = (disputes: readonly DisputeFacts[]): number => disputes.reduce((total, { amount }) => total + amount.value.minor, 0);

/**
 * Whether the payment stands for the invoices, charges and intents that it names: from its success until it is undone.
 * Only ever moves forward, like the states that it is read from.
 */
export const standing = (facts: TransactionFacts): 'not_yet' | 'stands' | 'undone' => {
  const states = Object.values(facts.payments).map(({ state }) => state);
  if (states.some((state) => state === 'failed' || state === 'voided')) return 'undone';
  return states.includes('succeeded') ? 'stands' : 'not_yet';
};
