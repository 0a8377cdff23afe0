import { realpathSync } from 'node:fs';
import { dirname } from 'node:path';
import { runEvent } from '../lib/events/run-event.ts';

const projectRoot = dirname(dirname(realpathSync(process.argv[1] ?? '')));

runEvent(projectRoot, process.argv);
