import { defineService } from '../../kernel/contracts/service.ts';
import { ssmParameter } from './resources/parameter.ts';
import { Ssm } from './ssm.ts';

/** AWS Systems Manager's Parameter Store. */
export const ssm = defineService({
  name: 'ssm',
  endpoints: ['ssm'],
  settings: {},
  resourceTypes: () => [ssmParameter],
  typesWithoutEffect: [],
  notShown: [],
  async start() {
    const running = await Ssm.start();
    return { running, addresses: { ssm: running.address }, close: () => running.close() };
  },
});
