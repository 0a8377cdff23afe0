#!/usr/bin/env node
import { runSecrets } from '../lib/secrets/run-secrets.ts';

/** `npm run --silent secrets -- put stripe --stage prod`. */
await runSecrets(process.argv);
