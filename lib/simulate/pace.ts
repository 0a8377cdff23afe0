/** How long each next one has to wait, so that no more than so many begin in a second. Lost time is not made up for. */
export const createPace = (perSecond: number, clock: () => number): (() => number) => {
  const everyMs = 1000 / perSecond;
  let next = 0;
  return () => {
    const now = clock();
    const at = Math.max(now, next);
    next = at + everyMs;
    return at - now;
  };
};
