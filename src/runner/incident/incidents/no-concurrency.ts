import { PutFunctionConcurrencyCommand } from '@aws-sdk/client-lambda';
import type { Incident } from '../incident.ts';

/** Somebody has switched the function off, in the way that Lambda has for it. */
const incident: Incident = {
  cause: 'no-concurrency',
  pager: [
    'Customers say: I ordered, I got a receipt, and nothing comes.',
    'There was an incident in another team an hour ago. They turned some things down, and most of them up again.',
  ],
  pageAfter: 20,
  harms: ['late'],
  async strike({ target, names }) {
    await target.clients.lambda.send(
      new PutFunctionConcurrencyCommand({
        FunctionName: names.functionName,
        ReservedConcurrentExecutions: 0,
      }),
    );
  },
  happened: 'the reserved concurrency of Worker was set to 0, so that no invocation of it may run',
  signals: [
    {
      command: 'metrics',
      shows: 'throttles go up, and there are no invocations; the receives count all the same',
      pattern: /Worker +throttles[ ·0]*[1-9]/,
      first: ({ type }) => type === 'invocation-throttled',
    },
  ],
  shortest: ['set Worker reserved-concurrency none', 'wait 9', 'redrive'],
  temptation: { commands: ['purge OrderQueue'], harm: 'lost' },
};

export default incident;
