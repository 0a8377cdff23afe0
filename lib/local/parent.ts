import type { Environment } from '../../functions/platform/env.ts';

const LOOK_EVERY_MS = 200;

/**
 * Calls back once when the npm that runs us is gone. `npm start` passes signals on, but a killed npm cannot: nobody would be left
 * to stop us, and the port and the data folder would stay taken. Windows does not tell a changed parent.
 */
export const whenNpmIsGone = (env: Environment, act: () => Promise<void>): void => {
  if (env['npm_lifecycle_event'] === undefined) return;
  const npm = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === npm) return;
    clearInterval(timer);
    void act();
  }, LOOK_EVERY_MS);
  timer.unref();
};
