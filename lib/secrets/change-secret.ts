import { CliError } from '../cli/cli-error.ts';
import type { SecretPart } from './kinds.ts';
import type { PartSecret } from './live-values.ts';
import type { SecretStore } from './secret-store.ts';

/** So many people do not change one secret at once. */
const ATTEMPTS = 5;

/** Decides upon what is stored now, and again whenever somebody else was faster. A decision may throw, or return the same secret. */
export const changeSecret = async (
  store: SecretStore,
  part: SecretPart,
  decide: (secret: PartSecret) => PartSecret,
): Promise<{ readonly before: PartSecret; readonly after: PartSecret }> => {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const { secret, version } = await store.read(part);
    const after = decide(secret);
    if (after === secret || (await store.replace(part, after, version))) return { before: secret, after };
  }
  throw new CliError(`Others keep changing the secret of ${part}. Nothing was changed here; try again in a minute.`);
};
