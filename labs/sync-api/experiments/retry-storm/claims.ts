import type { ClaimDefinition } from '#experiment/define-experiment.ts';
import type { Summary } from '#experiment/summary.ts';

export type Variant = 'none' | 'back-off' | 'budget-each' | 'budget';
type Metric =
  | 'orders'
  | 'attempts'
  | 'succeeded'
  | 'attemptsPerSuccess'
  | 'placedInSurge'
  | 'placedSince'
  | 'surgePercent'
  | 'afterPercent';
export type Parameter =
  | 'normalRate'
  | 'surgeRate'
  | 'surgeSeconds'
  | 'surgeEnds'
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
      'Retries, also with back-off and jitter, keep the backend overloaded when the surge is over: at normal load orders still fail that are placed without any retries.',
    reach: 'ratio',
    seeds: ['003/no-default-retry', '003/threshold', '002/s9'],
    notShown:
      'A backend that refuses cheaply and never works for callers who are gone: there retries cost attempts, not orders.',
    judge: ({ none, 'back-off': backOff }) => ({
      holds: mean(backOff.afterPercent) < mean(none.afterPercent) / 2,
      because: `Of the orders sent long after the surge were placed: ${rounded(mean(none.afterPercent))} % without retries, ${rounded(mean(backOff.afterPercent))} % with back-off and jitter.`,
    }),
  },
  {
    id: 'retries-multiply-the-load',
    statement:
      'While everything fails, up to three retries with back-off and jitter make more than twice as many attempts as there are orders: an order that is placed costs more than twice as many attempts as without retries.',
    reach: 'ratio',
    seeds: ['003/no-default-retry'],
    notShown:
      'Retries on several layers: a caller that tries 4 times in front of an SDK that tries 3 times makes 12 attempts of one.',
    judge: ({ none, 'back-off': backOff }) => ({
      holds: perSuccess(backOff) > 2 * perSuccess(none) && sum(backOff.attempts) > 2 * sum(backOff.orders),
      because: `Attempts per order placed: ${rounded(perSuccess(none))} without retries, ${rounded(perSuccess(backOff))} with back-off and jitter. ${sum(backOff.orders)} orders made ${sum(backOff.attempts)} attempts.`,
    }),
  },
  {
    id: 'retries-place-fewer-orders',
    statement:
      'Over the whole run, surge included, callers who retry without a shared budget get fewer orders placed than callers who give up after one attempt.',
    reach: 'ratio',
    seeds: [],
    notShown: 'An overload that lasts no longer than the pauses between the attempts.',
    judge: ({ none, 'back-off': backOff, 'budget-each': each }) => ({
      holds: sum(backOff.succeeded) < sum(none.succeeded) && sum(each.succeeded) < sum(none.succeeded),
      because: `Placed, of ${sum(none.orders)} orders each: ${sum(none.succeeded)} without retries, ${sum(backOff.succeeded)} with back-off and jitter, ${sum(each.succeeded)} with a budget for each caller.`,
    }),
  },
  {
    id: 'a-budget-of-ones-own-limits-nothing',
    statement:
      'A budget limits the retries of the calls that share it. With a budget for each caller, who places one order and begins with three tokens, there are more than twice as many attempts as orders, and after the surge fewer orders are placed than with one budget for all.',
    reach: 'ratio',
    seeds: ['003/no-default-retry'],
    notShown: 'Callers who place many orders each: the more calls share a budget, the more it limits.',
    judge: ({ 'budget-each': each, budget: shared }) => ({
      holds:
        sum(each.attempts) > 2 * sum(each.orders) && mean(each.afterPercent) < mean(shared.afterPercent) / 2,
      because: `${sum(each.orders)} orders made ${sum(each.attempts)} attempts with a budget for each caller, ${sum(shared.attempts)} with one for all. Placed after the surge: ${rounded(mean(each.afterPercent))} % and ${rounded(mean(shared.afterPercent))} %.`,
    }),
  },
  {
    id: 'a-budget-ends-the-storm',
    statement:
      'With one budget that all callers share, as the calls of one client on a server do, retries stay within a tenth of the orders and the three tokens of the start. After the surge more than twice as many of the orders are placed as with back-off and jitter alone.',
    reach: 'ratio',
    seeds: ['003/no-default-retry'],
    notShown:
      'Callers that cannot share a budget, such as browsers; a circuit breaker, which stops even first attempts for a while; and load shedding on the server’s side.',
    judge: ({ 'back-off': backOff, budget: limited }) => ({
      holds:
        limited.attempts.values.every(
          (sent, index) =>
            sent <= (limited.orders.values[index] ?? 0) * (1 + budget.perCall) + budget.atFirst,
        ) && mean(limited.afterPercent) > 2 * mean(backOff.afterPercent),
      because: `${sum(limited.orders)} orders made ${sum(limited.attempts)} attempts. Placed after the surge: ${rounded(mean(limited.afterPercent))} %, against ${rounded(mean(backOff.afterPercent))} % with back-off and jitter alone.`,
    }),
  },
];
