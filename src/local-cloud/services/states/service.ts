import { defineService } from '../../kernel/contracts/service.ts';
import { stateMachine } from './resources/state-machine.ts';
import { StateMachines } from './state-machines.ts';
import { StatesApi } from './states-api.ts';

/** AWS Step Functions: state machines in JSONata, and their executions. */
export const states = defineService({
  name: 'states',
  endpoints: ['sfn'],
  settings: {},
  resourceTypes: () => [stateMachine],
  typesWithoutEffect: [],
  notShown: [],
  async start(kernel) {
    const running = new StateMachines(kernel);
    const api = await StatesApi.start(running, kernel.callers);
    return {
      running,
      addresses: { sfn: api.address },
      async close() {
        await running.close();
        await api.close();
      },
    };
  },
});
