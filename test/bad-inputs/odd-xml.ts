import { authentic, type BadInput, type Outcome, paymentOf, RECURLY } from './bad-input.ts';

const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>';
const AMOUNT = '<amount_in_cents type="integer">12000</amount_in_cents>';
const CODE = '<account_code>';
const END = '</successful_payment_notification>';

/** A genuine payment in which a text that must be there is another. */
const odd = (row: number, what: string, outcome: Outcome, old: string, text: string | ((number: number) => string)): BadInput =>
  authentic(row, RECURLY, what, outcome, (number) => {
    const xml = paymentOf(RECURLY, number).toString();
    if (!xml.includes(old)) throw new Error(`The payment has no ${old}`);
    return xml.replace(old, () => (typeof text === 'string' ? text : text(number)));
  });

const unreadable = (row: number, what: string, old: string, text: string): BadInput => odd(row, what, 'unreadable', old, text);
const beforeRoot = (row: number, what: string, text: string): BadInput => unreadable(row, what, DECLARATION, `${DECLARATION}${text}`);
const note = (text: string): string => `<note>${text}</note>${AMOUNT}`;
const amount = (text: string): string => `<amount_in_cents>${text}</amount_in_cents>`;

const LAUGHS = Array.from({ length: 9 }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`).join('');
const QUADRATIC = `<!DOCTYPE a [<!ENTITY x "${'x'.repeat(50_000)}">]>`;

export const ODD_XML: readonly BadInput[] = [
  beforeRoot(80, 'a document type', '<!DOCTYPE a>'),
  unreadable(80, 'a document type within', AMOUNT, `<!DOCTYPE a>${AMOUNT}`),
  beforeRoot(81, 'a billion laughs', `<!DOCTYPE a [<!ENTITY l0 "lol">${LAUGHS}]>`),
  beforeRoot(82, 'an external entity', '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
  beforeRoot(83, 'an entity to be expanded quadratically', QUADRATIC),
  ...['&undefined;', '&#x110000;', '&#0;', '&#xD800;'].map((reference) =>
    unreadable(84, `the reference ${reference}`, AMOUNT, note(reference)),
  ),
  unreadable(85, 'mismatched tags', AMOUNT, '<amount_in_cents>12000</amount>'),
  unreadable(85, 'an unclosed tag', AMOUNT, '<amount_in_cents>12000'),
  unreadable(85, 'two roots', END, `${END}<a/>`),
  unreadable(85, 'text behind the root', END, `${END}text`),
  unreadable(86, 'over 16 elements deep', AMOUNT, `${'<a>'.repeat(15)}${'</a>'.repeat(15)}${AMOUNT}`),
  unreadable(86, 'over 2,000 elements', AMOUNT, `${'<a/>'.repeat(2_000)}${AMOUNT}`),
  unreadable(86, 'over 64 attributes', AMOUNT, `<a ${Array.from({ length: 65 }, (_, n) => `b${n}="1"`).join(' ')}/>${AMOUNT}`),
  unreadable(87, 'a comment within the amount', AMOUNT, amount('120<!-- -->00')),
  unreadable(87, 'CDATA as the amount', AMOUNT, amount('<![CDATA[12000]]>')),
  unreadable(88, 'two account codes', CODE, `${CODE}another</account_code>${CODE}`),
  unreadable(88, 'two amounts', AMOUNT, `${AMOUNT}${AMOUNT}`),
  ...['0x10', '1e3', ' 1000 ', '\u0661\u0660\u0660'].map((text) => unreadable(89, `the amount "${text}"`, AMOUNT, amount(text))),
  ...['UTF-16', 'ISO-8859-1'].map((encoding) =>
    unreadable(90, `the encoding ${encoding}`, DECLARATION, `<?xml version="1.0" encoding="${encoding}"?>`),
  ),
  authentic(
    91,
    RECURLY,
    'an unknown notification',
    'ignored',
    (number) => `<new_idea_notification><id>${number}</id></new_idea_notification>`,
  ),
  odd(92, 'a subscription that is nil with text inside', 'recorded', '<subscription_id nil="true">', '<subscription_id nil="true">s1'),
];
