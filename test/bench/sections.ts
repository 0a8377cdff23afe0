import { section as coldStart } from './cold-start/section.ts';
import { cost } from './cost/section.ts';
import { growth } from './growth/section.ts';
import { section as ingest } from './ingest/section.ts';
import { load } from './load/section.ts';
import { processor } from './processor/section.ts';
import type { Section } from './section.ts';

/** The parts of the bench in the order of the page. */
export const SECTIONS: readonly Section[] = [ingest, coldStart, processor, cost, load, growth];
