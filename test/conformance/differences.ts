/** What an emulator does otherwise than SQS, by the full title of the test that shows it. One that shows nothing more fails the run. */
export const ELASTICMQ_DIFFERS: readonly string[] = [
  // It measures the longest text in characters, SQS in bytes. Every text of ours is ASCII, where that is the same.
  'an SQS sizes takes a text of 1 MiB, and refuses one that is a byte longer: two bytes a character',
];
