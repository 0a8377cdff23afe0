import { readFileSync } from 'node:fs';
import { testkits } from '../../support/testkits.ts';
import type { Goal, Section } from '../section.ts';
import { ratioText, type Spread, spreadText } from '../stats.ts';
import { type SizedBody, stripeBodies } from './bodies.ts';
import { cpuOfEach } from './rounds.ts';
import {
  hmacAlone,
  readVerifyAndEncode,
  standardWebhooks,
  stripePackage,
  stripePackageAndJson,
  verifyAndEncode,
  verifyOnly,
  wholeHandler,
} from './variants.ts';

/** What all others are compared with comes first. */
const variantsOf = ({ body }: SizedBody) => {
  const text = body.toString();
  return [
    stripePackage(text),
    stripePackageAndJson(text),
    standardWebhooks(text),
    hmacAlone(body),
    ...testkits.flatMap((testkit) => [verifyOnly(testkit, body), verifyAndEncode(testkit, body), readVerifyAndEncode(testkit, body)]),
    ...testkits.slice(0, 1).map((testkit) => wholeHandler(testkit, body)),
  ];
};

const GOAL = 0.5;
/** The rows of ours that have this mark to reach, each with the peer's that gets as far. */
const MARKED = [
  { ours: 'Stripe: verify', theirs: 'stripe package: `constructEvent`' },
  { ours: 'Stripe: verify, make the envelope', theirs: 'stripe package: `constructEvent`' },
  {
    ours: 'Stripe: read the request, verify, make the envelope',
    theirs: 'stripe package: `constructEvent`, make JSON for a queue',
  },
] as const;

type Marked = { readonly what: (typeof MARKED)[number]; readonly size: string };

const goalOf = ({ what, size }: Marked, ours: Spread, theirs: Spread): Goal => ({
  text: `${what.ours}, ${size}: at most half the CPU of ${what.theirs}`,
  reached: ours.median / theirs.median <= GOAL,
  seen: ratioText(ours, theirs),
});

const versionOf = (name: string): string => `${name} ${JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8')).version}`;

export const section: Section = {
  id: 'ingest',
  title: 'What a webhook costs at the door',
  measure: async ({ quick, say }) => {
    const bodies = stripeBodies();
    const measured: (readonly Spread[])[] = [];
    for (const sized of bodies) {
      say(`bodies of ${sized.name}`);
      measured.push(await cpuOfEach(variantsOf(sized), quick ? { rounds: 3, runs: 500 } : { rounds: 21, runs: 1_500 }));
    }
    const names = bodies
      .slice(0, 1)
      .flatMap(variantsOf)
      .map(({ name }) => name);
    const cellsOf = (index: number) =>
      measured.flatMap((spreads) => {
        const [theirs, ours] = [spreads[0], spreads[index]];
        return theirs && ours ? [spreadText(ours), ratioText(ours, theirs)] : [];
      });
    const goals = MARKED.flatMap((what) =>
      bodies.flatMap(({ name }, size) => {
        const [theirs, ours] = [what.theirs, what.ours].map((row) => measured[size]?.[names.indexOf(row)]);
        return theirs && ours ? [goalOf({ what, size: name }, ours, theirs)] : [];
      }),
    );
    return {
      goals,
      tables: [
        {
          caption: 'CPU of one event in µs, median (minimum – maximum) of the rounds, and its ratio to that of `constructEvent`.',
          head: ['what', ...bodies.flatMap(({ name }) => [name, 'ratio'])],
          rows: names.map((name, index) => [name, ...cellsOf(index)]),
        },
      ],
      versions: [versionOf('stripe'), versionOf('standardwebhooks')],
    };
  },
};
