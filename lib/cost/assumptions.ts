/** What was not measured on AWS, and is taken for so. Each is on the careful side of what is usual. */
export const ASSUMED = {
  memoryGb: 0.25,
  /** A warm ingest function, nearly all of it waiting for the queue. */
  ingestMs: 20,
  /** A batch in the processor, and each delivery in it: five are worked on at once. */
  batchMs: 20,
  deliveryMs: 10,
  /**
   * Without a batching window a batch holds what came while the one before was fetched and worked off.
   * @see https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html
   */
  gatherSeconds: 0.2,
  /** Lambda waits with five long polls of 20 s when nothing comes. */
  pollers: 5,
  pollSeconds: 20,
  /** What CloudWatch adds to each line when it counts bytes, and what storing leaves of them. */
  logLineBytes: 26,
  logCompression: 0.15,
  /** What DynamoDB adds to each item when it counts what is stored. */
  itemOverheadBytes: 100,
  /** A run of the sweeper, with its heartbeat through the queue. */
  sweepMs: 150,
  sweepUnits: { write: 4, read: 10 },
  /** Outcomes, types of ignored events and the like that a provider really has: each is a metric of its own. */
  metricsPerProvider: 9,
  metricsOfAll: 4,
} as const;
