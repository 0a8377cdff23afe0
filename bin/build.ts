import { runBuild } from '../lib/build/run-build.ts';

/** `npm run build`. */
await runBuild();
