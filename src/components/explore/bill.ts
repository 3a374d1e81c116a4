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
  return [
    // What the gateway's own throttle refuses is not charged.
    line('httpApi', 'Gateway requests', perMonth(counts.attempts - counts.refusedByGateway)),
    ...(settings.pipeline === 'queued'
      ? [
          line(
            'sqsRequests',
            'Queue requests: sends, receives, deletes',
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
    line('lambdaRequests', 'Invocations', perMonth(counts.invocations)),
    line('lambdaSecond', 'GB-seconds of them', (perMonth(counts.billedMs) / 1000) * memoryGb),
    settings.writeCapacity > 0
      ? line('writeUnitHour', 'Hours of provisioned write units', settings.writeCapacity * monthHours)
      : line('writes', 'Writes on demand', perMonth(counts.writes)),
  ];
}

/** Their sum, in dollars. */
export const sumOf = (lines: readonly BillLine[]): number =>
  lines.reduce((sum, { dollars }) => sum + dollars, 0);
