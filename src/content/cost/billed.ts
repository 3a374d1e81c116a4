/** What AWS bills in the labs, each with the fact that holds its price, and with the one of what is free each month. */
export const billed = {
  gatewayRequests: { label: 'requests to the HTTP API', price: 'price-http-api' },
  invocations: {
    label: 'Lambda invocations',
    price: 'price-lambda-requests',
    free: 'price-free-lambda-requests',
  },
  gbSeconds: {
    label: 'Lambda duration, in GB-seconds',
    price: 'price-lambda-gb-second',
    free: 'price-free-lambda-gb-seconds',
  },
  queueRequests: {
    label: 'requests to SQS',
    price: 'price-sqs-requests',
    free: 'price-free-sqs-requests',
  },
  putUnits: { label: 'PUT payload units of Kinesis', price: 'price-kinesis-put-units' },
  shardHours: { label: 'shard hours of Kinesis', price: 'price-kinesis-shard-hour' },
  writeUnits: { label: 'write units of DynamoDB, on demand', price: 'price-dynamodb-writes' },
  readUnits: { label: 'read units of DynamoDB, on demand', price: 'price-dynamodb-reads' },
  writeUnitHours: {
    label: 'hours of a provisioned write unit of DynamoDB',
    price: 'price-dynamodb-write-unit-hour',
  },
  logGb: { label: 'GB of logs taken in', price: 'price-logs-gb' },
  transferOutGb: { label: 'GB that leave AWS', price: 'price-transfer-out-gb' },
} as const satisfies Record<string, { label: string; price: string; free?: string }>;

/** A kind of unit that is billed. */
export type Billed = keyof typeof billed;

/** How much of each is used. What is left out is not used. */
export type Usage = Partial<Record<Billed, number>>;

/** The kinds, in the order in which a request meets them. */
export const billedKinds = Object.keys(billed) as Billed[];
