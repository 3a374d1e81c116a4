import type { ExploreData, PriceName } from '#content/explore-data.ts';
import type { Counts } from '../../explorer/model/counts.ts';
import type { Settings } from '../../explorer/model/settings.ts';

/** A month is 30 days, as in the facts about costs. */
const monthHours = 720;
const monthSeconds = monthHours * 3600;

/** Memory of the function, in GB: assumed, the model does not know any. */
export const memoryGb = 0.5;

/** One line of the bill. */
export interface BillLine {
  price: PriceName;
  what: string;
  /** How many in a month. */
  amount: number;
  dollars: number;
}

/** The bill of a month in which every moment is like this run. */
export function billOf(settings: Settings, counts: Counts, prices: ExploreData['prices']): BillLine[] {
  const months = monthSeconds / settings.seconds;
  const line = (price: PriceName, what: string, amount: number): BillLine => ({
    price,
    what,
    amount,
    dollars: amount * prices[price].each,
  });
  const perMonth = (count: number) => count * months;
  const tables = settings.pipeline === 'topic' ? settings.subscriptions : 1;
  return [
    // What the gateway's own throttle refuses is not charged.
    line('httpApi', 'Gateway requests', perMonth(counts.attempts - counts.refusedByGateway)),
    ...(settings.pipeline === 'queued'
      ? [
          line(
            'sqsRequests',
            queueRequests,
            perMonth(counts.answered + counts.receivedBatches + counts.deletedBatches),
          ),
        ]
      : []),
    ...(settings.pipeline === 'stream'
      ? [
          line('putUnits', 'Records put into the stream', perMonth(counts.answered)),
          line('shardHour', 'Hours of its shards', settings.shards * monthHours),
        ]
      : []),
    ...(settings.pipeline === 'topic'
      ? [
          line('snsPublishes', 'Messages published', perMonth(counts.published)),
          // SNS delivers at no price; a queue takes it as a send, and so it does what Lambda has given up.
          line('sqsRequests', queueRequests, perMonth(requestsBehindTopic(settings, counts))),
        ]
      : []),
    line('lambdaRequests', 'Invocations', perMonth(counts.invocations)),
    line('lambdaSecond', 'GB-seconds of them', (perMonth(counts.billedMs) / 1000) * memoryGb),
    settings.writeCapacity > 0
      ? line(
          'writeUnitHour',
          'Hours of provisioned write units',
          settings.writeCapacity * tables * monthHours,
        )
      : line('writes', 'Writes on demand', perMonth(counts.writes)),
  ];
}

const queueRequests = 'Queue requests: sends, receives, deletes';

/** Requests to the queues between a topic and functions, and to the one that keeps what Lambda has given up. */
function requestsBehindTopic(settings: Settings, counts: Counts): number {
  const queues = Math.min(settings.bufferedSubscriptions, settings.subscriptions);
  return counts.published * queues + counts.receivedBatches + counts.deletedBatches + counts.kept;
}

/** Their sum, in dollars. */
export const sumOf = (lines: readonly BillLine[]): number =>
  lines.reduce((sum, { dollars }) => sum + dollars, 0);
