import type { ProviderId } from '../../../functions/domain/keys.ts';
import type { Book } from './book.ts';
import type { Build } from './builds.ts';
import type { Kernel } from './kernel.ts';
import { SERVICES } from './outages.ts';
import type { SimQueue } from './queue.ts';
import type { SecretStore } from './secrets.ts';
import type { createTeam } from './team.ts';
import { CALM } from './weather.ts';

/** Longer than anybody tries again within one request or batch. */
const LONGEST_OUTAGE_MS = 15_000;

export type MishapDeps = {
  readonly kernel: Kernel;
  readonly secrets: SecretStore;
  readonly book: Book;
  readonly queue: SimQueue;
  readonly team: Pick<ReturnType<typeof createTeam>, 'redrive' | 'isDone'>;
  readonly deploy: (build: Build) => void;
  readonly build: () => Build;
  readonly providers: readonly ProviderId[];
};

/** What happens to a system that runs for long, besides its work. */
export const addMishaps = ({ kernel, secrets, book, queue, team, deploy, build, providers }: MishapDeps): void => {
  const { weather } = kernel;
  kernel.addMishap({
    rate: () => weather().rotation,
    happen: () => secrets.rotate(providers[kernel.integer(providers.length)] ?? 'stripe'),
  });
  kernel.addMishap({ rate: () => weather().redeploy, happen: () => deploy(build() === 'this' ? 'next' : 'this') });
  kernel.addMishap({
    rate: () => weather().outage,
    happen: () => kernel.beginOutage(SERVICES[kernel.integer(SERVICES.length)] ?? 'store', kernel.integer(LONGEST_OUTAGE_MS)),
  });
  kernel.addMishap({ rate: () => weather().expiry, happen: () => void book.expireOne() });
  kernel.addMishap({ rate: () => (weather() !== CALM && queue.deadSize() > 0 && team.isDone() ? 0.003 : 0), happen: team.redrive });
};
