type Price = {
  /** US dollars for one unit, before any free tier and any discount. */
  readonly usd: number;
  readonly unit: string;
  /** The provider's page that the price is from. */
  readonly source: string;
};

export const PRICED = { region: 'us-east-1', on: '2026-11-21' } as const;

/** List prices. Where AWS charges less above a volume, this is the first and highest step. */
export const PRICES = {
  httpRequest: { usd: 1 / 1e6, unit: 'request of up to 512 KB', source: 'https://aws.amazon.com/api-gateway/pricing/' },
  lambdaRequest: { usd: 0.2 / 1e6, unit: 'request', source: 'https://aws.amazon.com/lambda/pricing/' },
  lambdaGbSecond: { usd: 0.0000133334, unit: 'GB-second on arm64', source: 'https://aws.amazon.com/lambda/pricing/' },
  sqsRequest: { usd: 0.4 / 1e6, unit: 'request of 64 KB', source: 'https://aws.amazon.com/sqs/pricing/' },
  writeUnit: { usd: 0.625 / 1e6, unit: 'write request unit', source: 'https://aws.amazon.com/dynamodb/pricing/on-demand/' },
  readUnit: { usd: 0.125 / 1e6, unit: 'read request unit', source: 'https://aws.amazon.com/dynamodb/pricing/on-demand/' },
  tableGbMonth: { usd: 0.25, unit: 'GB-month', source: 'https://aws.amazon.com/dynamodb/pricing/on-demand/' },
  recoveryGbMonth: {
    usd: 0.2,
    unit: 'GB-month of point-in-time recovery',
    source: 'https://aws.amazon.com/dynamodb/pricing/on-demand/',
  },
  logGb: { usd: 0.5, unit: 'GB taken in', source: 'https://aws.amazon.com/cloudwatch/pricing/' },
  logGbMonth: { usd: 0.03, unit: 'GB-month, compressed', source: 'https://aws.amazon.com/cloudwatch/pricing/' },
  alarm: { usd: 0.1, unit: 'alarm and month', source: 'https://aws.amazon.com/cloudwatch/pricing/' },
  metric: { usd: 0.3, unit: 'metric and month', source: 'https://aws.amazon.com/cloudwatch/pricing/' },
  dashboard: { usd: 3, unit: 'dashboard and month', source: 'https://aws.amazon.com/cloudwatch/pricing/' },
  secret: { usd: 0.4, unit: 'secret and month', source: 'https://aws.amazon.com/secrets-manager/pricing/' },
  secretRequest: { usd: 0.05 / 1e4, unit: 'request', source: 'https://aws.amazon.com/secrets-manager/pricing/' },
} as const satisfies Readonly<Record<string, Price>>;

export type PriceName = keyof typeof PRICES;
