import { createProcessorLambda } from './lambda.ts';

export const handler = createProcessorLambda();
