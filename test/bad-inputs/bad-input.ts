import type { ProviderSecret } from '../../functions/platform/secret-values.ts';
import { hmacSha256 } from '../../functions/platform/signature.ts';
import type { Testkit } from '../../functions/providers/testkit.ts';
import { testkits } from '../support/testkits.ts';

/** A request on its way to `/webhooks/<provider>`. A header with several values is sent as often. */
export type Sent = {
  readonly method?: string;
  readonly path?: string;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body: Buffer;
};

export type Outcome = 'recorded' | 'ignored' | 'unreadable';

/** A bad input of docs/bad-inputs.md, made afresh at each time and with each number: no two requests are one event. */
export type BadInput = {
  readonly row: number;
  readonly what: string;
  readonly testkit: Testkit;
  readonly request: (now: Date, number: number) => Sent;
  readonly answer: number;
  /** What becomes of it when it is answered 200. */
  readonly outcome?: Outcome;
  /** HTTP cannot carry it as it is meant, or only a clock that stands still can show it. */
  readonly handlerOnly?: boolean;
};

/** In every genuine body, and in no log line. Also the key of the customer to whom the payments belong. */
export const UNTOLD = 'nobody-may-log-this';

const kitOf = (id: string): Testkit => {
  const found = testkits.find(({ provider }) => provider.id === id);
  if (found === undefined) throw new Error(`There is no testkit of ${id}`);
  return found;
};

export const [STRIPE, CHARGEBEE, RECURLY, CHARGIFY, CHARGILY] = [
  kitOf('stripe'),
  kitOf('chargebee'),
  kitOf('recurly'),
  kitOf('chargify'),
  kitOf('chargily'),
];

/** A genuine payment; its numbers are those of no other. */
export const paymentOf = ({ payment }: Testkit, number: number): Buffer =>
  payment({ eventId: `${number}`, paymentId: `${number}`, minor: 120_00, customerKey: UNTOLD, at: new Date('2026-02-03T04:05:06Z') });

/** What the doors know: the secret of the testkit and the next one, as in a rotation, and a password with a colon. */
export const liveSecret = ({ rotatingSecret }: Testkit): ProviderSecret => {
  const { users } = rotatingSecret;
  return Array.isArray(users) ? { ...rotatingSecret, users: [...users, { username: 'colon', password: 'a:b:' }] } : rotatingSecret;
};

/** A secret of every shape that no door knows. */
export const FOREIGN_SECRET: ProviderSecret = {
  signingSecrets: ['somebody-else'],
  sharedKeys: ['somebody-else'],
  apiSecretKeys: ['somebody-else'],
  users: [{ username: 'somebody', password: 'else' }],
};

/** The body with its provider's proof, whatever the body is. */
export const proven = (testkit: Testkit, body: Buffer, now: Date, secret = testkit.secret): Sent => ({
  ...testkit.sign(body, secret, now),
  body,
});

/** An authentic body that is odd: answered 200, then this outcome. */
export const authentic = (
  row: number,
  testkit: Testkit,
  what: string,
  outcome: Outcome,
  bodyOf: (number: number) => Buffer | string,
): BadInput => ({
  row,
  what,
  testkit,
  answer: 200,
  outcome,
  request: (now, number) => proven(testkit, Buffer.from(bodyOf(number)), now),
});

/** The lower-case hex of a MAC under the testkits' own key of a provider that signs. */
export const hexMac = (key: string, ...parts: readonly (string | Buffer)[]): string => hmacSha256(key, ...parts);

export const secondsOf = (now: Date): number => Math.floor(now.getTime() / 1000);
