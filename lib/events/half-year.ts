/** When a simulated world begins and how long it goes on: always the same, so that a seed means the same on every day. */
export const HALF_YEAR = { begin: new Date('2026-01-01T00:00:00Z'), months: 6 };
