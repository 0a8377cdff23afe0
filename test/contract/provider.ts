import type { Testkit } from '../../functions/providers/testkit.ts';
import { describeFixtures } from './provider/fixtures.ts';
import { describeFlow } from './provider/flow.ts';
import { describeParser } from './provider/parser.ts';
import { describeVerifier } from './provider/verifier.ts';

/** What every provider promises. A provider's own tests add only what is special about it; what differs is a fact of its testkit. */
export const describeProvider = (testkit: Testkit): void =>
  describe(testkit.provider.name, () => {
    describe('the verifier', () => describeVerifier(testkit));
    describe('the parser', () => describeParser(testkit));
    describe('the fixtures', () => describeFixtures(testkit.provider));
    describe('the way to the ledger', () => describeFlow(testkit));
  });
