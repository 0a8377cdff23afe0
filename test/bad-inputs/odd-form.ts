import { authentic, type BadInput, CHARGIFY, type Outcome, paymentOf, UNTOLD } from './bad-input.ts';

const odd = (row: number, what: string, outcome: Outcome, change: (form: string) => string): BadInput =>
  authentic(row, CHARGIFY, what, outcome, (number) => change(paymentOf(CHARGIFY, number).toString()));

/** A genuine payment with something behind it. */
const with_ = (row: number, what: string, outcome: Outcome, fields: string): BadInput =>
  odd(row, what, outcome, (form) => `${form}&${fields}`);

const REFERENCE = 'payload[subscription][customer][reference]';
const referredAs = (row: number, outcome: Outcome, text: string): BadInput =>
  odd(row, `the reference ${text}`, outcome, (form) => form.replace(`${REFERENCE}=${UNTOLD}`, `${REFERENCE}=${text}`));

const MANY = Array.from({ length: 5_001 }, (_, n) => `f${n}=1`).join('&');

/** The local settings of the suite count this site alone. */
export const SITE = 'hookledger-test';

export const ODD_FORM: readonly BadInput[] = [
  ...['__proto__[x]=1', 'payload[__proto__][x]=1', 'constructor[prototype][x]=1'].map((field) => with_(93, field, 'recorded', field)),
  with_(94, 'two ids', 'unreadable', 'id=7'),
  with_(94, 'two amounts', 'unreadable', 'payload[transaction][amount_in_cents]=1'),
  with_(94, 'an id beside a list of ids', 'unreadable', 'id[]=7'),
  with_(94, 'a payload that is a text, too', 'unreadable', 'payload=text'),
  with_(94, 'unbalanced brackets', 'unreadable', 'payload[transaction=1'),
  with_(94, 'a name of 65 levels', 'unreadable', `payload${'[a]'.repeat(65)}=1`),
  with_(94, 'over 5,000 fields', 'unreadable', MANY),
  with_(95, 'a name that is repeated where nobody reads', 'recorded', 'payload[pages][id]=1&payload[pages][id]=2'),
  ...['%zz', '%u0041', '%C0%AF'].map((text) => referredAs(96, 'unreadable', text)),
  odd(96, 'a plus sign and %20, both for a space', 'recorded', (form) => form.replaceAll('%20', '+')),
  odd(97, "another site's subdomain", 'ignored', (form) => form.replace(SITE, 'another-site')),
];
