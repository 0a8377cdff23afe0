import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Section } from '../section.ts';
import { type Bundle, buildBundles, EMPTY, INGEST, USUAL } from './build-bundles.ts';
import { firstAnswers, firstAnswersTable } from './first-answers.ts';
import { loads, loadsTable, ratioOfLoads } from './loads.ts';
import { largeParts } from './parts.ts';

const GOAL_RATIO = 0.6;
const GOAL_BYTES = 330_000;

const versionOf = (name: string): string => `${name} ${JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8')).version}`;

export const kilobytes = (bytes: number): string => `${(bytes / 1_000).toFixed(1)} KB`;

/** One ingest function stands for all five: they differ by their verifier. */
const isShown = ({ name }: Bundle): boolean => [INGEST, 'processor', 'sweeper', 'api'].includes(name);

const partsTable = (bundles: readonly Bundle[]) => ({
  caption: 'What is in them: parts of more than a thirtieth of a bundle.',
  head: ['function', 'part', 'size', 'why'],
  rows: bundles
    .filter(isShown)
    .flatMap((bundle) => largeParts(bundle).map(({ name, bytes, reason }) => [bundle.name, `\`${name}\``, kilobytes(bytes), reason])),
});

export const section: Section = {
  id: 'cold-start',
  title: 'How long a provider waits for a cold start',
  measure: async ({ quick, say }) => {
    const folder = mkdtempSync(join(tmpdir(), 'hookledger-cold-start-'));
    try {
      const bundles = await buildBundles(folder);
      say(`${bundles.length} bundles are built`);
      const loaded = await loads(bundles, quick ? 2 : 15);
      say('loaded; now the first requests');
      const answered = await firstAnswers(bundles, folder, quick ? 2 : 15);
      const ingest = bundles.find(({ name }) => name === INGEST);
      const ratio = ratioOfLoads(loaded, INGEST, USUAL);
      return {
        goals: [
          {
            text: "Stripe's ingest function loads in at most 0.6 of the time of a handler of the usual shape",
            reached: ratio <= GOAL_RATIO,
            seen: ratio.toFixed(2),
          },
          {
            text: 'and is at most 330 KB',
            reached: ingest !== undefined && ingest.bytes <= GOAL_BYTES,
            seen: kilobytes(ingest?.bytes ?? Number.NaN),
          },
        ],
        tables: [loadsTable(bundles, loaded, { empty: EMPTY, usual: USUAL }), firstAnswersTable(answered), partsTable(bundles)],
        versions: ['stripe', '@aws-sdk/client-sqs', 'zod'].map(versionOf),
      };
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
};
