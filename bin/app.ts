import { App } from 'aws-cdk-lib';
import { createStacks } from '../lib/aws/create-stacks.ts';

const app = new App();
/** `cdk deploy --all -c stage=prod`. */
createStacks(app, String(app.node.tryGetContext('stage') ?? 'dev'));
