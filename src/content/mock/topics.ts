/** What a mock interview can be narrowed to: families of concepts, in the words of an invitation to an interview. */
export const topics = [
  {
    slug: 'words',
    label: 'What the words mean, and how to decide',
    concepts: ['result-or-receipt', 'time-to-accept', 'decision-making'],
  },
  {
    slug: 'load',
    label: 'Load and limits',
    concepts: [
      'throttling',
      'concurrency',
      'littles-law',
      'back-pressure',
      'backlog',
      'critical-path',
      'batching',
    ],
  },
  {
    slug: 'failure',
    label: 'Failure and recovery',
    concepts: [
      'failure-handling',
      'retries',
      'dead-letter-queue',
      'disaster-recovery',
      'rpo-rto',
      'deadline',
      'retention',
    ],
  },
  {
    slug: 'data',
    label: 'Duplicates, order and consistency',
    concepts: ['idempotency', 'at-least-once', 'ordering', 'eventual-consistency', 'outbox', 'saga'],
  },
  {
    slug: 'events',
    label: 'Events and notifications',
    concepts: ['fan-out', 'event-design', 'notification'],
  },
  {
    slug: 'running',
    label: 'Cost, operation, migration',
    concepts: ['cost-model', 'observability', 'migration'],
  },
] as const;

export type TopicSlug = (typeof topics)[number]['slug'];
