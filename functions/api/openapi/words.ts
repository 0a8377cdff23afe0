import { DEFAULT_LIMIT, MAX_LIMIT } from '../paging.ts';

/** What holds for every call, in CommonMark: headings, paragraphs and code only, because the page at /docs reads no more. */
export const OVERVIEW = `Payment webhooks in, an attributed revenue ledger out. JSON in snake_case; times are RFC 3339 in UTC; amounts are integers in the minor unit of their currency (\`1250\` in \`USD\` is 12.50).

## API keys

Every call under \`/v1\` needs \`Authorization: Bearer <api key>\`. A key with the scope \`write\` may do everything, one with the scope \`read\` only \`GET\`. Several keys are live at once, so that one can be replaced without a gap.

## Answers

A single thing comes as \`{"data": {…}}\`, a list as \`{"data": {"items": […], "has_more": true, "next_cursor": "…"}}\`. New fields may appear at any time: ignore what you do not know.

## Lists

\`limit\` is ${DEFAULT_LIMIT} unless you say otherwise, and at most ${MAX_LIMIT}. While \`has_more\` is true, send \`next_cursor\` as \`cursor\` to get the next page, with the same filters. A page may hold fewer than \`limit\`, even none: go on until \`has_more\` is false. A cursor is opaque, and good for its own list only; any other is answered with 400.

## Keys in paths

Percent-encode a key. One with \`/\`, \`?\`, \`#\` or \`%\` in it, which gateways like to decode too early, or one that begins with \`~\`, is better sent as \`~\` and its base64url without padding: \`a/b\` as \`~YS9i\`.

## Problems

What is refused is answered as \`application/problem+json\` (RFC 9457), and changes nothing. Let programs compare \`type\`; people read \`detail\`, and what they can do where \`docs\` leads. \`errors\` has one entry for each bad field.

## Again

Every call may be sent again: sent twice, a change is made once. A new transaction is recognised by its \`key\`; when you sent none, the answer has the one that was made, to send with a second try.

## Limits

A body holds at most 64 KiB, an import 1,000 rows and 4 MiB; more is answered with 413. The API takes as many requests a second as its stage was given, with all callers together (500 a second and 1,000 at once in production as shipped, 50 and 100 in development, no limit on a laptop); more is answered with 429, by the gateway. Webhooks are counted apart.`;

/** The groups of calls, in the order of the page. */
export const TAGS = [
  { name: 'Customers', description: 'Who pays, which partner brought them, and what they are called at the providers.' },
  {
    name: 'Transactions',
    description: "The rows of the ledger: providers' payments with their refunds and disputes, and rows of your own.",
  },
  { name: 'Subscriptions', description: 'What customers have subscribed to, as the providers tell it.' },
  { name: 'Partners', description: 'What the customers of a partner brought in.' },
  { name: 'Waiting', description: 'What counts nothing yet, because its customer or its payment is not known.' },
  { name: 'Events', description: 'What became of each webhook, and how to read it again.' },
  { name: 'Jobs', description: 'Work that takes longer than a request.' },
  { name: 'Webhooks', description: 'Where the providers post to, and whether they do.' },
  { name: 'Queue', description: 'What has not been worked off, and what could not be.' },
  { name: 'Service', description: 'Whether it runs, and with which settings.' },
];
