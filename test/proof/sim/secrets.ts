import type { ProviderId } from '../../../functions/domain/keys.ts';
import { PROVIDER_IDS } from '../../../functions/domain/keys.ts';
import type { ProviderSecret } from '../../../functions/platform/secret-values.ts';
import type { SecretLoader } from '../../../functions/platform/secrets.ts';
import { testkits } from '../../../lib/events/testkits.ts';
import type { Host } from './host.ts';
import type { Kernel } from './kernel.ts';

/** How far the rotation of a secret is: both are live before the provider signs with the new one, and until it no longer uses the old. */
const STAGES = ['old', 'both', 'both, signs new', 'new'] as const;

/** The secret store, and with which secret each provider signs. */
export const createSecretStore = (kernel: Kernel) => {
  const stages = new Map<ProviderId, number>(PROVIDER_IDS.map((id) => [id, 0]));
  const stageOf = (id: ProviderId) => STAGES[stages.get(id) ?? 0];
  const liveOf = (id: ProviderId): ProviderSecret => {
    const { secret, rotatingSecret, otherSecret } = testkits[id];
    const stage = stageOf(id);
    if (stage === 'old') return secret;
    return stage === 'new' ? otherSecret : rotatingSecret;
  };
  return {
    loader:
      (host: Host): SecretLoader =>
      (name) =>
        kernel.call(host, { name: 'load secret', about: name }, () => (name === 'api' ? {} : liveOf(name))),
    /** What the provider signs with now. */
    signing: (id: ProviderId): ProviderSecret => {
      const stage = stageOf(id);
      return stage === 'old' || stage === 'both' ? testkits[id].secret : testkits[id].otherSecret;
    },
    /** One that no rotation ever makes valid. */
    foreign: (id: ProviderId): ProviderSecret => forgedFrom(testkits[id].otherSecret),
    rotate: (id: ProviderId): void => {
      stages.set(id, Math.min(STAGES.length - 1, (stages.get(id) ?? 0) + 1));
      kernel.tell(`the secret of ${id}: ${stageOf(id)}`);
    },
  };
};

const forgedFrom = (secret: ProviderSecret): ProviderSecret =>
  JSON.parse(JSON.stringify(secret), (_, value: unknown) => (typeof value === 'string' ? `${value}-forged` : value));

export type SecretStore = ReturnType<typeof createSecretStore>;
