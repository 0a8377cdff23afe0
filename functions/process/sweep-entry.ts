import { createSweeperLambda } from './lambda.ts';

export const handler = createSweeperLambda();
