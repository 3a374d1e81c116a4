import { testBreaks } from '#runner/testing/test-breaks.ts';

testBreaks('environments/pool-of-connections', [
  {
    what: 'every order takes its connection for the payment too, behind the proxy as well',
    claims: ['a-pool-is-enough', 'rate-times-hold-time'],
    breaks: [
      {
        file: 'handlers/place-order.ts',
        find: '    await authorize();\n',
        replace: '',
      },
      {
        file: 'stand-in/database.ts',
        find: 'await wait(statementMs)',
        replace: 'await wait(statementMs + 320)',
      },
    ],
  },
  {
    what: 'the cap is not deployed',
    claims: ['the-cap-moves-the-refusal'],
    breaks: [
      {
        file: 'stack.ts',
        find: 'reservedConcurrentExecutions: concurrency',
        replace: 'reservedConcurrentExecutions: 15',
      },
    ],
  },
  {
    what: 'the database takes any number of connections, whatever the stack says',
    claims: ['kept-connections-are-idle', 'a-proxy-adds-no-connections', 'rate-times-hold-time'],
    breaks: [
      {
        file: 'stand-in/database.ts',
        find: 'new Connections(limit)',
        replace: 'new Connections(100)',
      },
    ],
  },
]);
