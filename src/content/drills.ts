/*
 * Estimation drills: the sums of an interview on capacity, with numbers drawn from a seed. The numbers are made up to
 * calculate with; prices are handed in, because they are dated facts.
 */
import { randomOf } from '#content/mock/random.ts';
import { formatNumber } from './quantity.ts';

/** Prices in dollars. */
export interface DrillPrices {
  perMillionRequests: number;
  perMillionInvocations: number;
  perGbSecond: number;
}

export const drillKinds = ['concurrency', 'backlog', 'drain', 'cost'] as const;
export type DrillKind = (typeof drillKinds)[number];

/** A sum to do in one's head. */
export interface Drill {
  kind: DrillKind;
  prompt: string;
  answer: number;
  unit: string;
  /** How one gets there, step by step, with the numbers in it. */
  method: string[];
  /** What was put in, for whoever checks it. */
  given: Record<string, number>;
}

/** The drill of a kind that follows from the seed. */
export function drillOf(kind: DrillKind, seed: number, prices: DrillPrices): Drill {
  const random = randomOf(seed);
  const pick = <Value>(values: readonly [Value, ...Value[]]): Value =>
    values[Math.floor(random() * values.length)] ?? values[0];
  return { kind, ...drills[kind](pick, prices) };
}

type Pick = <Value>(values: readonly [Value, ...Value[]]) => Value;
type Made = Omit<Drill, 'kind'>;

const drills: Record<DrillKind, (pick: Pick, prices: DrillPrices) => Made> = {
  concurrency(pick) {
    const perSecond = pick([40, 80, 120, 250, 400, 600, 900, 1500]);
    const ms = pick([50, 80, 120, 200, 250, 400, 600, 800]);
    const answer = (perSecond * ms) / 1000;
    return {
      prompt: `${n(perSecond)} orders arrive per second, and each keeps an execution environment busy for ${n(ms)} ms. How many environments are busy on average?`,
      answer,
      unit: 'environments',
      method: [
        'Little’s law: how many are inside is how many arrive, times how long each stays.',
        `${n(perSecond)} per second × ${ms / 1000} s = ${n(answer)}.`,
        'That is the average. Callers who come at random need room above it, or some are refused.',
      ],
      given: { perSecond, seconds: ms / 1000 },
    };
  },
  backlog(pick) {
    const capacity = pick([20, 50, 80, 100, 200]);
    const arrivals = capacity * pick([1.5, 2, 3, 4]);
    const minutes = pick([2, 3, 5, 10, 15]);
    const answer = (arrivals - capacity) * minutes * 60;
    return {
      prompt: `For ${minutes} minutes ${n(arrivals)} orders arrive per second; ${n(capacity)} per second are worked on. How many wait at the end?`,
      answer,
      unit: 'orders',
      method: [
        'While more arrives than is worked on, the backlog grows by the difference.',
        `${n(arrivals)} − ${n(capacity)} = ${n(arrivals - capacity)} more each second.`,
        `${n(arrivals - capacity)} × ${minutes * 60} s = ${n(answer)}.`,
      ],
      given: { arrivals, capacity, seconds: minutes * 60 },
    };
  },
  drain(pick) {
    const capacity = pick([40, 60, 100, 150, 200]);
    const arrivals = capacity * pick([0.2, 0.5, 0.6, 0.75, 0.8]);
    const backlog = pick([1200, 3000, 6000, 12_000, 30_000]);
    const answer = backlog / (capacity - arrivals) / 60;
    return {
      prompt: `${n(backlog)} orders wait. ${n(capacity)} per second can be worked on, and ${n(arrivals)} per second still arrive. After how many minutes is the queue empty?`,
      answer,
      unit: 'minutes',
      method: [
        'Only the spare capacity drains: what can be worked on, less what still arrives.',
        `${n(capacity)} − ${n(arrivals)} = ${n(capacity - arrivals)} per second.`,
        `${n(backlog)} ÷ ${n(capacity - arrivals)} = ${n(answer * 60)} s, about ${n(answer)} minutes.`,
      ],
      given: { backlog, capacity, arrivals },
    };
  },
  cost(pick, { perMillionRequests, perMillionInvocations, perGbSecond }) {
    const millions = pick([5, 10, 20, 50, 100]);
    const ms = pick([100, 200, 400, 1000]);
    const gigabytes = pick([0.25, 0.5, 1]);
    const gbSeconds = millions * 1_000_000 * (ms / 1000) * gigabytes;
    const answer = millions * (perMillionRequests + perMillionInvocations) + gbSeconds * perGbSecond;
    return {
      prompt: `${millions} million orders a month go through an HTTP API and a function with ${gigabytes} GB that takes ${n(ms)} ms. What do API and function cost a month, in dollars?`,
      answer,
      unit: 'dollars',
      method: [
        `Requests: ${millions} × ($${perMillionRequests} for the API + $${perMillionInvocations} for the invocations) = $${n(millions * (perMillionRequests + perMillionInvocations))}.`,
        `Time: ${millions} million × ${ms / 1000} s × ${gigabytes} GB = ${n(gbSeconds)} GB-seconds, times $${perGbSecond} = $${n(gbSeconds * perGbSecond)}.`,
        `Together $${n(answer)}. A function that waits is billed for waiting.`,
      ],
      given: { millions, ms, gigabytes },
    };
  },
};

const n = formatNumber;

/** Near enough for a sum in one's head: a fifth either way. */
export function isNearEnough(guess: number, answer: number): boolean {
  return guess >= answer / 1.2 && guess <= answer * 1.2;
}
