import { type Harm, harms } from '#content/harms.ts';
import { type Books, type Fate, fateOf, type SentOrder } from './fates.ts';

/** What a harmed order counts. Who lost money or an order does not come back; who was late may. */
const weights: Record<Harm, number> = { lost: 10, twice: 10, refused: 3, late: 1 };

/** Orders that have to go well after the last that did not, before anybody may call it mended. */
const proof = 6;

/** What an incident cost, and how it was left. */
export interface Score {
  orders: number;
  counts: Record<Harm, number>;
  /** The counts by their weights; two who play the same seed compare it. */
  cost: number;
  /** When the first order was sent from which on all went well; undefined when it never became so. Ms. */
  soundSince: number | undefined;
  causeIsRight: boolean;
  /** What was promised and was not kept, although it could have been. */
  broken: Harm[];
  /** The cause named, the pipeline sound, and the promises kept. */
  won: boolean;
}

/**
 * Judges a run that is over. `harms` are those that the fault does by itself, which nobody could have spared the customers
 * altogether: they cost, and break no promise of who mends it. To be late is never counted as broken, and is part of the
 * cost. `isMended` says what the last orders cannot tell.
 */
export function scoreOf(
  orders: readonly SentOrder[],
  books: Books,
  judged: { promiseMs: number; harms: readonly Harm[]; causeIsRight: boolean; isMended: boolean },
): Score {
  const { promiseMs, causeIsRight } = judged;
  const fates = [...orders]
    .sort((a, b) => a.sentAt - b.sentAt)
    .map((order) => ({ order, fate: fateOf(order, books, { promiseMs, now: Number.POSITIVE_INFINITY }) }));
  const counts = Object.fromEntries(
    harms.map((harm) => [harm, fates.filter(({ fate }) => fate === harm).length]),
  ) as Record<Harm, number>;
  const lastBad = fates.findLastIndex(({ fate }) => isHarm(fate));
  const good = fates.slice(lastBad + 1);
  const soundSince = judged.isMended && good.length >= proof ? good[0]?.order.sentAt : undefined;
  const broken = harms.filter((harm) => harm !== 'late' && counts[harm] > 0 && !judged.harms.includes(harm));
  return {
    orders: fates.length,
    counts,
    cost: harms.reduce((sum, harm) => sum + weights[harm] * counts[harm], 0),
    soundSince,
    causeIsRight,
    broken,
    won: causeIsRight && soundSince !== undefined && broken.length === 0,
  };
}

const isHarm = (fate: Fate): fate is Harm => harms.some((harm) => harm === fate);
