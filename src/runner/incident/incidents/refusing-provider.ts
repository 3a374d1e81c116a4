import type { Incident } from '../incident.ts';

/** The provider lets through only some of the calls. */
const incident: Incident = {
  cause: 'refusing-provider',
  pager: [
    'Customers say: some of us get our coffee, some wait.',
    'The marketing team started a campaign that pays with the same account.',
  ],
  pageAfter: 22,
  harms: ['late'],
  strike({ provider }) {
    Object.assign(provider.manners.first, { fails: 0.9, status: 429 });
  },
  isMended: ({ provider }) => provider.active === 'second',
  happened: 'the first payment provider answered most calls with 429',
  signals: [
    {
      command: 'logs answered',
      shows: 'the provider answers most calls with 429, and quickly',
      pattern: /the provider answered 429/,
      first: (event) => event.type === 'log-line' && event.line.includes('answered 429'),
    },
  ],
  shortest: ['failover', 'wait 9', 'redrive'],
  temptation: { commands: ['purge DeadLetters', 'purge OrderQueue'], harm: 'lost' },
};

export default incident;
