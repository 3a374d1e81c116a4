import type { Incident } from '../incident.ts';

/** The provider takes longer than the function may run. */
const incident: Incident = {
  cause: 'slow-provider',
  pager: [
    'Customers say: my card was charged, and there is no coffee.',
    'A new release went out yesterday, and somebody wants to take it back at once.',
  ],
  pageAfter: 20,
  harms: ['late'],
  strike({ provider }) {
    provider.manners.first.ms = 6_000;
  },
  happened: 'the first payment provider took 6 s for an answer, longer than the 4 s that Worker may run',
  signals: [
    {
      command: 'logs timed out',
      shows: 'invocations run into their timeout, and no line of theirs says that they have paid',
      pattern: /Task timed out/,
      first: (event) => event.type === 'invocation-ended' && event.outcome === 'timed-out',
    },
    {
      command: 'metrics',
      shows: 'the table is as quick as ever, and throttles nothing',
      pattern: /Orders +throttled( +·)+\n/,
    },
  ],
  shortest: ['failover', 'wait 9', 'redrive'],
  temptation: { commands: ['purge OrderQueue', 'purge DeadLetters'], harm: 'lost' },
};

export default incident;
