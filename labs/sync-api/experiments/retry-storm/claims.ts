import type { ClaimDefinition } from '#experiment/define-experiment.ts';
import type { Summary } from '#experiment/summary.ts';

export type Variant = 'none' | 'immediate' | 'back-off' | 'budget';
type Metric = 'orders' | 'attempts' | 'succeeded' | 'attemptsPerSuccess' | 'surgePercent' | 'afterPercent';
export type Parameter =
  | 'normalRate'
  | 'surgeRate'
  | 'surgeSeconds'
  | 'recoverySeconds'
  | 'attempts'
  | 'serviceMs';

/** Attempts per order, the first one included. */
export const attempts = 4;
/** Retries may be a tenth of the orders, and three more for a start. */
export const budget = { perCall: 0.1, atFirst: 3 };

const sum = ({ values }: Summary) => values.reduce((total, value) => total + value, 0);
const mean = (summary: Summary) => sum(summary) / summary.values.length;
const perSuccess = ({ attempts, succeeded }: Record<Metric, Summary>) =>
  sum(attempts) / Math.max(1, sum(succeeded));
const rounded = (value: number) => Math.round(value * 10) / 10;

/** What a run of retry-storm is held to show. */
export const claims: ClaimDefinition<Variant, Metric, Parameter>[] = [
  {
    id: 'the-storm-outlasts-the-surge',
    statement:
      'Retries at once keep the backend overloaded when the surge is long over: at normal load orders still fail that would succeed without any retries.',
    reach: 'ratio',
    seeds: ['003/no-default-retry', '003/threshold', '002/s9'],
    notShown:
      'A backend that refuses cheaply and never works for callers who are gone: there retries cost attempts, not orders.',
    judge: ({ none, immediate }) => ({
      holds: mean(immediate.afterPercent) < mean(none.afterPercent) / 2,
      because: `Of the orders sent long after the surge were placed: ${rounded(mean(none.afterPercent))} % without retries, ${rounded(mean(immediate.afterPercent))} % with retries at once.`,
    }),
  },
  {
    id: 'retries-multiply-the-load',
    statement:
      'Every failure becomes up to three more attempts, so that an order that is placed costs several times as many attempts as without retries.',
    reach: 'ratio',
    seeds: ['003/no-default-retry'],
    notShown:
      'Retries on several layers: a caller that tries 4 times in front of an SDK that tries 3 times makes 12 attempts of one.',
    judge: ({ none, immediate }) => ({
      holds:
        perSuccess(immediate) > 2 * perSuccess(none) && sum(immediate.attempts) > 2 * sum(immediate.orders),
      because: `Attempts per order placed: ${rounded(perSuccess(none))} without retries, ${rounded(perSuccess(immediate))} with retries at once. ${sum(immediate.orders)} orders made ${sum(immediate.attempts)} attempts.`,
    }),
  },
  {
    id: 'back-off-alone-only-postpones',
    statement:
      'Back-off with jitter spreads the attempts, but while everything fails it sends as many: after the surge fewer orders are placed than with a budget.',
    reach: 'ratio',
    seeds: ['003/no-default-retry'],
    notShown:
      'Failures that are short or rare: there back-off is what brings a caller through. It needs a limit for the case in which they are not.',
    judge: ({ 'back-off': backOff, budget }) => ({
      holds:
        sum(backOff.attempts) > 2 * sum(backOff.orders) &&
        mean(backOff.afterPercent) < mean(budget.afterPercent),
      because: `${sum(backOff.orders)} orders made ${sum(backOff.attempts)} attempts. Placed after the surge: ${rounded(mean(backOff.afterPercent))} % with back-off, ${rounded(mean(budget.afterPercent))} % with a budget.`,
    }),
  },
  {
    id: 'a-budget-ends-the-storm',
    statement:
      'With retries limited to a tenth of the orders the load stays what it was, and the system recovers as it does without retries.',
    reach: 'ratio',
    seeds: ['003/no-default-retry'],
    notShown:
      'A circuit breaker, which stops even first attempts for a while, and load shedding on the server’s side.',
    judge: ({ immediate, budget: limited }) => ({
      holds:
        limited.attempts.values.every(
          (sent, index) =>
            sent <= (limited.orders.values[index] ?? 0) * (1 + budget.perCall) + budget.atFirst,
        ) && mean(limited.afterPercent) > 1.5 * mean(immediate.afterPercent),
      because: `${sum(limited.orders)} orders made ${sum(limited.attempts)} attempts. Placed after the surge: ${rounded(mean(limited.afterPercent))} %, against ${rounded(mean(immediate.afterPercent))} % with retries at once.`,
    }),
  },
];
