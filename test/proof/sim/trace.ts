const KEPT = 60;

/** The last steps of a run, and a hash of all of them: two runs with one hash were the same. */
export const createTrace = () => {
  const last: string[] = [];
  let hash = 0x811c9dc5;
  return {
    add: (step: number, now: number, text: string): void => {
      const line = `${step} ${now} ${text}`;
      for (let at = 0; at < line.length; at += 1) hash = Math.imul(hash ^ line.charCodeAt(at), 0x01000193);
      last.push(line);
      if (last.length > KEPT) last.shift();
    },
    hash: (): string => (hash >>> 0).toString(16).padStart(8, '0'),
    tail: (): readonly string[] =>
      last.map((line) => {
        const [step = '', now, ...text] = line.split(' ');
        return `${step.padStart(7)} ${new Date(Number(now)).toISOString()} ${text.join(' ')}`;
      }),
  };
};
