import { createApiLambda } from './lambda.ts';

export const handler = createApiLambda();
