/** What can be named as the cause: those of the incidents, and some that no incident has. */
export const causes = {
  permission: 'The role of the function has lost a permission.',
  delay: 'The queue delivers its messages with a delay.',
  'no-concurrency': 'The reserved concurrency of the function is 0.',
  capacity: 'The table has been given too little write capacity.',
  'slow-provider': 'The payment provider has become slow.',
  'refusing-provider': 'The payment provider refuses most calls.',
  'charges-twice': 'A release pays again for an order that comes twice.',
  'swallows-errors': 'A release reports success for orders that failed.',
  'broken-environment': 'A release leaves its environment unusable after an error.',
  crash: 'A release ends its process in the middle of an order.',
  'receive-count': 'An order is given up after a single receive.',
  visibility: 'A message becomes visible while it is worked on.',
  polling: 'Nobody polls: the event source mapping is off.',
  filter: 'The event source mapping filters out orders.',
  'whole-batch': 'A release gives back a whole batch for one failure.',
  surge: 'More orders come than can be worked on at a time.',
  'api-limit': 'The API refuses orders that are above its rate limit.',
  'hot-key': 'Most orders are written under one key of the table.',
  'cold-start': 'Each order waits for a new execution environment.',
  retention: 'The queue drops messages before they are worked on.',
} as const;

/** How a player names a cause. */
export type CauseId = keyof typeof causes;

export const causeIds = Object.keys(causes) as CauseId[];
