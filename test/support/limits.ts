/*
 * How long something may take before it counts as hanging. A limit says nothing else: no test asserts how fast something is, because
 * the machine may be slow and have much else to do. Each is at least five times what the longest took on two cores with eight times as
 * much to do as they could.
 */
const MINUTE_MS = 60_000;

/** A condition that comes true, a program that gets ready: shorter than a test, so that it tells what did not come. */
export const CONDITION_WITHIN_MS = 2 * MINUTE_MS;

/** A test, or what is done before or after it; a small program that one runs. */
export const TEST_WITHIN_MS = 10 * MINUTE_MS;

/** What is fetched from elsewhere. Not longer, because where there is no network somebody waits to be told so. */
export const INSTALL_WITHIN_MS = 15 * MINUTE_MS;

/** A program that builds, deploys or proves. */
export const PROGRAM_WITHIN_MS = 60 * MINUTE_MS;
