import type { ProviderId } from '../../functions/domain/keys.ts';

/** The parts that have a secret of their own: each provider, and the REST API. */
export type SecretPart = ProviderId | 'api';

/** One piece of a live value, asked of a person. */
export type Field = {
  readonly name: string;
  readonly question: string;
  /** Shown while it is typed: no secret. */
  readonly open?: true;
  readonly holds: RegExp;
  /** What to look for when it does not hold. */
  readonly rule: string;
};

/** A list of live values in the JSON of a part, and how to ask for one more. */
export type Kind = {
  readonly list: string;
  readonly called: string;
  readonly fields: readonly Field[];
  /** A value of one field stands in the list as a text, one of several as an object. */
  readonly shape: 'text' | 'object';
};

const TEXT = /^[\x21-\x7e]{8,255}$/;
const password: Field = {
  name: 'password',
  question: 'Password',
  holds: /^[^\p{Cc}]{8,255}$/u,
  rule: 'at least 8 characters, no control characters',
};
const username: Field = {
  name: 'username',
  question: 'User name',
  open: true,
  holds: /^[^:\p{Cc}]{1,255}$/u,
  rule: '1 to 255 characters, no colon',
};
const users: Kind = { list: 'users', called: 'user and password', fields: [username, password], shape: 'object' };

const text = (list: string, field: Pick<Field, 'question'> & Partial<Field>): Kind => ({
  list,
  called: field.question.toLowerCase(),
  fields: [{ name: 'value', holds: TEXT, rule: '8 to 255 characters, no spaces', ...field }],
  shape: 'text',
});

/** What a part's secret may hold. The first kind is the one that is meant when none is named. */
export const KINDS: Readonly<Record<ProviderId, readonly [Kind, ...Kind[]]>> = {
  stripe: [
    text('signingSecrets', {
      question: 'Signing secret of the endpoint',
      holds: /^whsec_[\x21-\x7e]{4,250}$/,
      rule: 'it begins with whsec_ and stands in the Stripe dashboard beside the endpoint',
    }),
  ],
  chargebee: [users],
  recurly: [users, text('signingSecrets', { question: 'Signing secret of JSON webhooks' })],
  chargify: [text('sharedKeys', { question: 'Shared key of the site' })],
  chargily: [
    text('apiSecretKeys', {
      question: 'API secret key',
      holds: /^(test|live)_sk_[\x21-\x7e]{4,250}$/,
      rule: 'it begins with test_sk_ or live_sk_; Chargily signs its webhooks with it',
    }),
  ],
};

/** The kind of that list, or the usual one; undefined when the part has no such list. */
export const kindOf = (provider: ProviderId, list?: string): Kind | undefined =>
  list === undefined ? KINDS[provider][0] : KINDS[provider].find((kind) => kind.list === list);
