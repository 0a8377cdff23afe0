import type { Luck } from '../../lib/world/luck.ts';

/** Changes a body somewhere; `other` is another valid one of the same reader. */
type Mutation = (luck: Luck, body: Buffer, other: Buffer) => Buffer;

const NUMBERS = ['0', '-1', '-0', '1e400', '9007199254740993', '1.5', '0x10', '1'.repeat(400), 'NaN', 'null', 'true', '""', '[]', '{}'];
const TOKENS = [
  '"',
  '\\',
  '\\u0000',
  '\\ud800',
  '{',
  '}',
  '[',
  ']',
  '<',
  '>',
  '&',
  '=',
  ',',
  ':',
  '%',
  '%00',
  '%C0%AF',
  '+',
  '\n',
  '\ufeff',
  '<!--',
];
const NAMES = ['__proto__', 'constructor', 'prototype', 'toString', 'id', 'type', 'amount'];
const NESTINGS: readonly (readonly [string, string])[] = [
  ['{"a":', '}'],
  ['[', ']'],
  ['<a>', '</a>'],
  ['[a]', ''],
  ['"', '"'],
];

const place = (luck: Luck, body: Buffer): number => luck.integer(0, body.length);

const insert = (luck: Luck, body: Buffer, text: string): Buffer => {
  const at = place(luck, body);
  return Buffer.concat([body.subarray(0, at), Buffer.from(text), body.subarray(at)]);
};

const pick = <T>(luck: Luck, [first, ...rest]: readonly T[]): T => {
  if (first === undefined) throw new Error('There is nothing to pick from');
  return luck.pick([first, ...rest]);
};

const flipBits: Mutation = (luck, body) => {
  const bytes = Buffer.from(body);
  for (let left = luck.integer(1, 8); left > 0 && bytes.length > 0; left -= 1) {
    const at = luck.integer(0, bytes.length - 1);
    bytes.writeUInt8(bytes.readUInt8(at) ^ (1 << luck.integer(0, 7)), at);
  }
  return bytes;
};

const splice: Mutation = (luck, body, other) => Buffer.concat([body.subarray(0, place(luck, body)), other.subarray(place(luck, other))]);

const cut: Mutation = (luck, body) => {
  const from = place(luck, body);
  return Buffer.concat([body.subarray(0, from), body.subarray(from + luck.integer(1, 20))]);
};

/** Words, numbers and texts change places or give way to one from elsewhere. */
const swapTokens: Mutation = (luck, body, other) => {
  const tokens = body.toString('latin1').split(/([\w.-]+)/);
  const others = other.toString('latin1').split(/([\w.-]+)/);
  const at = luck.integer(0, Math.max(0, (tokens.length - 2) >> 1)) * 2 + 1;
  const from = luck.integer(0, Math.max(0, (others.length - 2) >> 1)) * 2 + 1;
  return Buffer.from(tokens.with(Math.min(at, tokens.length - 1), others[from] ?? '').join(''), 'latin1');
};

const withNumber: Mutation = (luck, body) => {
  const numbers = [...body.toString('latin1').matchAll(/[0-9]+/g)];
  if (numbers.length === 0) return body;
  const { index, 0: digits } = pick(luck, numbers);
  return Buffer.concat([body.subarray(0, index), Buffer.from(pick(luck, NUMBERS)), body.subarray(index + digits.length)]);
};

const withToken: Mutation = (luck, body) => insert(luck, body, pick(luck, TOKENS));

/** A run of the body comes twice: a key, a field, an element. */
const repeat: Mutation = (luck, body) => {
  const from = place(luck, body);
  const run = body.subarray(from, from + luck.integer(1, 80));
  return Buffer.concat([body.subarray(0, from), run, body.subarray(from)]);
};

const withName: Mutation = (luck, body) => {
  const names = [...body.toString('latin1').matchAll(/[A-Za-z_]{2,}/g)];
  if (names.length === 0) return body;
  const { index, 0: name } = pick(luck, names);
  return Buffer.concat([body.subarray(0, index), Buffer.from(pick(luck, NAMES)), body.subarray(index + name.length)]);
};

const nest: Mutation = (luck, body) => {
  const [open, close] = pick(luck, NESTINGS);
  const depth = luck.pick([2, 17, 65, 500]);
  return insert(luck, body, `${open.repeat(depth)}1${close.repeat(depth)}`);
};

const noise: Mutation = (luck) => Buffer.from(Array.from({ length: luck.integer(0, 64) }, () => luck.integer(0, 255)));

const MUTATIONS = [flipBits, splice, cut, swapTokens, withNumber, withToken, repeat, withName, nest, noise];

/** One of the bodies after one to four changes. The same luck gives the same bytes. */
export const mutated = (luck: Luck, bodies: readonly Buffer[]): Buffer => {
  let body = pick(luck, bodies);
  for (let left = luck.integer(1, 4); left > 0; left -= 1) body = pick(luck, MUTATIONS)(luck, body, pick(luck, bodies));
  return body;
};
