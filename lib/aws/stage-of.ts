import { STAGES } from './config.ts';
import { ConfigError } from './config-error.ts';
import type { Stage } from './create-stacks.ts';
import { readStageConfig } from './read-config.ts';

/** The stage of this name as lib/aws/config.ts has it. Throws a `ConfigError` when there is none, or when it does not hold. */
export const stageOf = (name: string): Stage => {
  const config = Object.entries(STAGES).find(([stage]) => stage === name)?.[1];
  if (config === undefined) throw new ConfigError([`There is no stage "${name}": lib/aws/config.ts has ${Object.keys(STAGES).join(', ')}`]);
  readStageConfig(config);
  return { name, config };
};
