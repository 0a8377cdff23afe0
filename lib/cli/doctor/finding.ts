/** What a check found: `ok`; `look`, which may be right; `wrong`, which somebody has to mend. */
export type Finding = {
  readonly level: 'ok' | 'look' | 'wrong';
  /** One sentence. */
  readonly says: string;
  /** What to do about it; nothing needs to be done about what is ok. */
  readonly advice?: string;
};

export const ok = (says: string): Finding => ({ level: 'ok', says });
export const look = (says: string, advice: string): Finding => ({ level: 'look', says, advice });
export const wrong = (says: string, advice: string): Finding => ({ level: 'wrong', says, advice });
