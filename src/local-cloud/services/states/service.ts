import { defineService } from '../../kernel/contracts/service.ts';
import { stateMachine } from './resources/state-machine.ts';
import { StateMachines } from './state-machines.ts';
import { StatesApi } from './states-api.ts';

/** AWS Step Functions: state machines in JSONata and in JSONPath, Standard and Express, and their executions. */
export const states = defineService({
  name: 'states',
  endpoints: ['sfn'],
  settings: {},
  resourceTypes: () => [stateMachine],
  typesWithoutEffect: [],
  notShown: [
    {
      service: 'Step Functions',
      name: 'the state transitions and API calls of an account are throttled by token buckets',
      here: 'As many transitions and calls happen as the machine can do.',
      source: 'https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html',
    },
    {
      service: 'Step Functions',
      name: 'in rare cases the state of an asynchronous Express workflow is lost, and it is restarted from the beginning',
      here: 'It runs once.',
      source: 'https://docs.aws.amazon.com/step-functions/latest/dg/choosing-workflow-type.html',
    },
    {
      service: 'Step Functions',
      name: 'the memory that an Express workflow takes is measured and billed in chunks of 64 MB',
      here: 'An answer of StartSyncExecution says one chunk; the metrics ExpressExecutionMemory and ExpressExecutionBilledMemory do not exist.',
      source: 'https://aws.amazon.com/step-functions/pricing/',
    },
    {
      service: 'Step Functions',
      name: 'the answers of DescribeExecution, ListExecutions and GetExecutionHistory are eventually consistent',
      here: 'They give what is true at that moment.',
      source: 'https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeExecution.html',
    },
  ],
  async start(kernel) {
    const running = new StateMachines(kernel);
    const api = await StatesApi.start(running, kernel.callers);
    return {
      running,
      addresses: { sfn: api.address },
      target: (arn) => running.target(arn),
      call: (action, input, caller) => api.call(action, input, caller),
      async close() {
        await running.close();
        await api.close();
      },
    };
  },
});
