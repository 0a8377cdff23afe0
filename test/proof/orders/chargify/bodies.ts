import { at, type Told } from '../event-set.ts';

type Fields = Readonly<Record<string, string>>;

/** An urlencoded body: brackets in the open, `%20` for a space, empty text for null. */
const event = (second: number, type: string, payload: Fields, id: number): Told => {
  const fields = [
    ['id', String(id)],
    ['event', type],
    ['payload[site][id]', '31615'],
    ['payload[site][subdomain]', 'hookledger-test'],
    ...Object.entries(payload).map(([name, value]) => [`payload${name}`, value]),
  ];
  return {
    kind: 'told',
    provider: 'chargify',
    headers: {},
    receivedAt: at(second + 20),
    body: Buffer.from(fields.map(([name, value = '']) => `${name}=${encodeURIComponent(value)}`).join('&')),
  };
};

type Owner = { readonly reference?: string; readonly customerId?: number };

const ownerFields = ({ reference = '', customerId = 501 }: Owner): Fields => ({
  '[subscription][customer][id]': String(customerId),
  '[subscription][customer][email]': 'customer@example.com',
  '[subscription][customer][reference]': reference,
});

type Payment = Owner & {
  readonly id?: number;
  readonly minor?: number;
  readonly success?: boolean;
  readonly eventId?: number;
  readonly currency?: string;
};

/** A payment of a subscription, told when it is made. */
export const payment = (second: number, told: Payment = {}): Told => {
  const { id = 161, minor = 1000, success = true, eventId = 9000 + second, currency } = told;
  const fields = {
    '[subscription][id]': '151',
    '[subscription][state]': 'active',
    ...(currency !== undefined && { '[subscription][currency]': currency }),
    ...ownerFields(told),
    '[subscription][product][handle]': 'basic',
    '[transaction][id]': String(id),
    '[transaction][type]': 'Payment',
    '[transaction][success]': String(success),
    '[transaction][amount_in_cents]': String(minor),
    '[transaction][memo]': 'Basic Plan: Renewal payment',
    '[transaction][created_at]': easternTime(second),
  };
  return event(second, success ? 'payment_success' : 'payment_failure', fields, eventId);
};

export const refund = (second: number, id: number, minor: number, over: Fields = {}): Told => {
  const fields = {
    '[refund_id]': String(id),
    '[amount_in_cents]': String(minor),
    '[customer_id]': '501',
    '[customer_reference]': 'acme',
    '[payment_id]': '161',
    '[subscription_id]': '151',
    '[timestamp]': `${wallClock(at(second))} UTC`,
  };
  return event(second, 'refund_success', { ...fields, ...over }, 9000 + second);
};

export const customer = (second: number, type: 'customer_create' | 'customer_update', reference: string, customerId = 501): Told => {
  const fields = {
    '[customer][id]': String(customerId),
    '[customer][reference]': reference,
    '[customer][email]': 'customer@example.com',
    '[customer][first_name]': 'Sample',
    '[customer][last_name]': 'Customer',
    '[customer][created_at]': easternTime(0),
    '[customer][updated_at]': easternTime(second),
  };
  return event(second, type, fields, 9000 + second);
};

type Subscription = Owner & { readonly state: string; readonly plan?: string; readonly ending?: boolean; readonly eventId?: number };

export const subscription = (second: number, type: string, told: Subscription): Told => {
  const { state, plan = 'basic', ending = false, eventId = 9000 + second } = told;
  const fields = {
    '[subscription][id]': '151',
    '[subscription][state]': state,
    '[subscription][cancel_at_end_of_period]': String(ending),
    '[subscription][canceled_at]': '',
    '[subscription][expires_at]': '',
    '[subscription][current_period_started_at]': easternTime(0),
    '[subscription][current_period_ends_at]': easternTime(2_592_000),
    '[subscription][updated_at]': easternTime(second),
    ...ownerFields(told),
    '[subscription][product][id]': '33',
    '[subscription][product][handle]': plan,
  };
  return event(second, type, fields, eventId);
};

export const allocation = (second: number, component: number, now: string, eventId = 9000 + second): Told => {
  const fields = {
    '[component][id]': String(component),
    '[component][name]': 'Seats',
    '[subscription][id]': '151',
    '[subscription][name]': 'Sample',
    '[product][id]': '33',
    '[previous_allocation]': '0',
    '[new_allocation]': now,
    '[memo]': '',
    '[timestamp]': `${wallClock(at(second))} UTC`,
  };
  return event(second, 'component_allocation_change', fields, eventId);
};

/** Whole seconds, as Chargify writes them: `2016-11-08 16:22:20 -0500`. */
const easternTime = (second: number): string => `${wallClock(at(second - 5 * 3600))} -0500`;
const wallClock = (time: Date): string => time.toISOString().slice(0, 19).replace('T', ' ');
