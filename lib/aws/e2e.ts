import { type App, CliCredentialsStackSynthesizer, type IStackSynthesizer, type StackProps } from 'aws-cdk-lib';

/* The synthesizer's own types fall out of exactOptionalPropertyTypes, hence the cast. */

/** What `-c e2e=1` changes: an emulator has none of the roles that a bootstrapped account has, so the CLI deploys as itself. */
export const e2eStackProps = (app: App): Pick<StackProps, 'synthesizer'> =>
  isE2e(app) ? { synthesizer: new CliCredentialsStackSynthesizer() as IStackSynthesizer } : {};

const isE2e = (app: App): boolean => app.node.tryGetContext('e2e') !== undefined;
