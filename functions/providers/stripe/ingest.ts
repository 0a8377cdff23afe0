import { createIngestLambda } from '../../ingest/lambda.ts';
import { verifier } from './verify.ts';

export const handler = createIngestLambda(verifier);
