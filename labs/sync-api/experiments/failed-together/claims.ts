import type { ClaimDefinition } from '#experiment/define-experiment.ts';
import type { Summary } from '#experiment/summary.ts';

export type Variant = 'none' | 'immediate' | 'back-off' | 'jitter';
type Metric = 'orders' | 'attempts' | 'succeeded' | 'refused';
export type Parameter = 'orders' | 'concurrency' | 'attempts' | 'baseMs' | 'serviceMs';

const sum = ({ values }: Summary) => values.reduce((total, value) => total + value, 0);

/** What a run of failed-together is held to show. */
export const claims: ClaimDefinition<Variant, Metric, Parameter>[] = [
  {
    id: 'waiting-finds-room',
    statement:
      'Callers who are refused together and retry at once use up their attempts while the function is still busy. With a pause longer than an order takes, more orders are placed with the same number of attempts allowed.',
    reach: 'ratio',
    seeds: ['003/no-default-retry'],
    notShown: 'A backend that stays overloaded: there pauses alone do not help, see retry-storm.',
    judge: ({ none, immediate, 'back-off': backOff }) => ({
      holds:
        immediate.succeeded.max < backOff.succeeded.min &&
        sum(immediate.attempts) > 2 * sum(immediate.orders),
      because: `Placed, of ${sum(none.orders)} orders each: ${sum(none.succeeded)} without retries, ${sum(immediate.succeeded)} with retries at once, ${sum(backOff.succeeded)} with back-off. Attempts: ${sum(none.attempts)}, ${sum(immediate.attempts)} and ${sum(backOff.attempts)}.`,
    }),
  },
  {
    id: 'jitter-keeps-them-apart',
    statement:
      'With the same pause for everybody, callers who were refused together come back together. With jitter they come apart, and more orders are placed.',
    reach: 'ratio',
    seeds: ['003/no-default-retry'],
    notShown:
      'Callers who failed at different times: they come back at different times without jitter as well.',
    judge: ({ 'back-off': backOff, jitter }) => ({
      holds: sum(jitter.succeeded) > sum(backOff.succeeded),
      because: `Placed, of ${sum(jitter.orders)} orders each: ${sum(backOff.succeeded)} with back-off, ${sum(jitter.succeeded)} with back-off and jitter. Attempts: ${sum(backOff.attempts)} and ${sum(jitter.attempts)}.`,
    }),
  },
];
