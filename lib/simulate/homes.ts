import { PROVIDER_IDS, type ProviderId } from '../../functions/domain/keys.ts';
import type { Oracle } from '../world/oracle.ts';

/** The provider of a key: `stripe:charge:ch_1`. */
export const providerOf = (key: string): ProviderId | undefined => PROVIDER_IDS.find((id) => key.startsWith(`${id}:`));

/** At which provider each customer of a world lives. Who has no rows is not told. */
export const homesOf = ({ transactions, subscriptions }: Oracle): ReadonlyMap<string, ProviderId> =>
  new Map(
    [...transactions, ...subscriptions].flatMap(({ customerKey, key }) => {
      const provider = providerOf(key);
      return provider === undefined ? [] : [[customerKey, provider] as const];
    }),
  );
