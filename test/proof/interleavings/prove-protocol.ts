import { createMemoryLedger } from '../../../functions/ledger/memory-ledger.ts';
import { type Bounds, type Explored, explore } from './explore.ts';
import { inTurn } from './in-turn.ts';
import { createJudge } from './judge.ts';
import type { Protocol } from './protocol.ts';

const MOST_MOMENTS = 600_000;

/** Walks every schedule of a protocol. */
export const proveProtocol = async (protocol: Protocol, bounds: Pick<Bounds, 'mistake'> = {}): Promise<Explored> => {
  const { before = [], actors, ends, crashes, indexLags = false, atOnce = Number.POSITIVE_INFINITY } = protocol;
  const ledger = createMemoryLedger();
  await inTurn(ledger, before);
  return explore(
    { ledger, actors, judge: await createJudge(ledger, { before, actors, ends }) },
    { ...bounds, crashes, indexLags, atOnce, mostMoments: MOST_MOMENTS },
  );
};
