/** What a part of a drawing can be: its name on the board, and other words that people type for it. */
const kinds = {
  client: { label: 'Client', also: ['browser', 'app', 'user', 'customer', 'buyer', 'phone', 'device'] },
  api: { label: 'API', also: ['gateway', 'api gateway', 'endpoint', 'load balancer', 'alb'] },
  function: { label: 'Function', also: ['lambda', 'handler'] },
  container: { label: 'Container', also: ['worker', 'service', 'server', 'consumer', 'task', 'pod'] },
  queue: { label: 'Queue', also: ['sqs'] },
  'dead-letter-queue': { label: 'Dead-letter queue', also: ['dlq', 'dead letters', 'dead letter'] },
  topic: { label: 'Topic', also: ['sns'] },
  bus: { label: 'Bus', also: ['event bus', 'eventbridge'] },
  stream: { label: 'Stream', also: ['kinesis', 'table stream', 'outbox'] },
  table: { label: 'Table', also: ['database', 'db', 'store', 'dynamodb', 'registry'] },
  'state-machine': {
    label: 'State machine',
    also: ['orchestrator', 'workflow', 'saga', 'step functions', 'durable function'],
  },
  status: { label: 'Status address', also: ['status', 'status page', 'status endpoint'] },
  push: { label: 'Push', also: ['websocket', 'push connection'] },
  provider: { label: 'Provider', also: ['third party', 'external service', 'bank'] },
  schedule: { label: 'Schedule', also: ['cron', 'job', 'timer', 'sweep'] },
  alarm: { label: 'Alarm', also: ['alert', 'monitor'] },
  other: { label: 'Other', also: ['cache', 'part'] },
} as const satisfies Record<string, { label: string; also: readonly string[] }>;

export type PartKind = keyof typeof kinds;

/** Every kind, in the order in which the board offers them. */
export const partKinds = Object.keys(kinds) as PartKind[];

/** A kind as the board writes it, e.g. `Dead-letter queue`. */
export const labelOf = (kind: PartKind): string => kinds[kind].label;

/** A kind in the middle of a sentence, e.g. `dead-letter queue`; an abbreviation stays as it is. */
export function nounOf(kind: PartKind): string {
  const label = labelOf(kind);
  return label === label.toUpperCase() ? label : label.toLowerCase();
}

/** The kind that a word stands for, whatever its case and its hyphens. */
export function kindOf(word: string): PartKind | undefined {
  const wanted = plain(word);
  return partKinds.find(
    (kind) => plain(labelOf(kind)) === wanted || kinds[kind].also.some((each) => each === wanted),
  );
}

const plain = (word: string): string =>
  word
    .toLowerCase()
    .replace(/[\s-]+/g, ' ')
    .trim();

/** A kind with its article, e.g. `an API`. */
export const oneOf = (kind: PartKind): string =>
  `${/^[aeiou]/i.test(labelOf(kind)) ? 'an' : 'a'} ${nounOf(kind)}`;
