import { withoutEffect } from '../../kernel/contracts/resource-type.ts';
import { defineService } from '../../kernel/contracts/service.ts';
import { eventBridgeApi } from './api.ts';
import { Replays } from './archive/replays.ts';
import { EventBridge } from './event-bridge.ts';
import { eventsArchive } from './resources/archive.ts';
import { eventsEventBus } from './resources/event-bus.ts';
import { eventsRule } from './resources/rule.ts';

/** Amazon EventBridge: buses, rules that hand what matches to their targets, archives and replays. */
export const events = defineService({
  name: 'events',
  endpoints: ['eventbridge'],
  settings: {},
  resourceTypes: () => [eventsEventBus, eventsRule, eventsArchive],
  typesWithoutEffect: withoutEffect('every call is allowed: IAM is not emulated', [
    'AWS::Events::EventBusPolicy',
  ]),
  notShown: [],
  async start(kernel) {
    const running = new EventBridge(kernel);
    const api = eventBridgeApi(running, new Replays(kernel, running), kernel.callers);
    await api.listen();
    return {
      running,
      addresses: { eventbridge: api.address },
      target: (arn) => running.target(arn),
      call: (action, input, caller) => running.call(action, input, caller),
      close: () => api.close(),
    };
  },
});
