/** What `import … from 'hookledger'` offers to a CDK app. */
export { ConfigError } from './config-error.ts';
export { Hookledger, type HookledgerProps } from './hookledger.ts';
export type { HookledgerConfig } from './stage-config.ts';
