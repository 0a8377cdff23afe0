import { type SamRun, samEnvironmentOf } from './start-sam.ts';

/** Tells what to type to call a function by hand, and waits until somebody stops it. */
export const serve = async (run: SamRun, write: (line: string) => void): Promise<void> => {
  const variables = Object.entries(samEnvironmentOf(run)).map(([name, value]) => `${name}=${value}`);
  write(`
The stores and the secrets of a laptop are up, empty. In another terminal:

  export ${variables.join(' ')}
  npm run --silent event -- stripe charge.succeeded > event.json
  ${run.sam.program} local invoke IngestStripe -t ${run.template} --env-vars ${run.environment} --skip-pull-image -e event.json

Ctrl-C ends it all.`);
  await new Promise(() => {});
};
