/** How often what goes wrong, from 0 to 1. Each seed has a weather of its own, in which some faults never happen and others often. */
export type Weather = {
  /** A call is refused: throttled, or the service is down. */
  readonly refused: number;
  /** A write meets another transaction. */
  readonly conflict: number;
  /** A call is done and its answer is lost. */
  readonly ackLost: number;
  /** A call takes seconds, or longer than anybody waits. */
  readonly slow: number;
  /** The process ends before or after a call. */
  readonly crash: number;
  /** The queue stores a message twice, delivers it once more after its deletion, or shows it to a second processor at once. */
  readonly duplicate: number;
  /** An index answers as it was up to ten minutes ago. */
  readonly staleIndex: number;
  /** Time to live deletes the record of a finished event, long before its time. */
  readonly expiry: number;
  /** A service refuses every call for some seconds. */
  readonly outage: number;
  readonly redeploy: number;
  readonly rotation: number;
  readonly forgery: number;
  /** A provider does not see the answer, and sends again. */
  readonly answerLost: number;
  /** Events are sent again although they were answered. */
  readonly repeats: number;
};

export const CALM: Weather = {
  refused: 0,
  conflict: 0,
  ackLost: 0,
  slow: 0,
  crash: 0,
  duplicate: 0,
  staleIndex: 0,
  expiry: 0,
  outage: 0,
  redeploy: 0,
  rotation: 0,
  forgery: 0,
  answerLost: 0,
  repeats: 0,
};

/** The worst rate of each fault. A weather has a fault three times in five, at a share of this. */
const WORST: Weather = {
  refused: 0.06,
  conflict: 0.1,
  ackLost: 0.06,
  slow: 0.03,
  crash: 0.01,
  duplicate: 0.1,
  staleIndex: 1,
  expiry: 0.02,
  outage: 0.001,
  redeploy: 0.003,
  rotation: 0.003,
  forgery: 0.1,
  answerLost: 0.3,
  repeats: 1,
};

export const weatherOf = (random: () => number): Weather => {
  const share = () => (random() < 0.6 ? ([0.1, 0.3, 1][Math.floor(random() * 3)] ?? 1) : 0);
  const entries = Object.entries(WORST).map(([fault, worst]) => [fault, worst * share()] as const);
  return { ...CALM, ...Object.fromEntries(entries) };
};

/** Only order, repeats and who meets whom: every call is done and answered. */
export const NO_CALL_FAILS: Partial<Weather> = { refused: 0, ackLost: 0, slow: 0, crash: 0, outage: 0, redeploy: 0 };
