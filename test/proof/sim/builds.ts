/**
 * Two versions of the product that follow each other. The next one writes envelopes of the next version and reads both; this one reads
 * only its own, so that what it cannot read must wait, in the dead-letter queue if need be, for a processor that can.
 */
export type Build = 'this' | 'next';

const THIS = '{"v":1,"kind":"delivery"';
const NEXT = '{"v":2,"kind":"delivery"';

/** The envelope as an ingest function of this build writes it. */
export const written = (build: Build, text: string): string =>
  build === 'next' && text.startsWith(THIS) ? NEXT + text.slice(THIS.length) : text;

/** The envelope as a processor of this build takes it up: the next one knows what it had been. */
export const taken = (build: Build, text: string): string => (build === 'next' ? ofThisBuild(text) : text);

export const ofThisBuild = (text: string): string => (text.startsWith(NEXT) ? THIS + text.slice(NEXT.length) : text);
