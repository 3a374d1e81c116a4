import { defineService } from '../../kernel/contracts/service.ts';
import { NotEmulated } from './not-emulated.ts';

/** All of AWS that has no folder here: whoever calls it is told so, and so is the log of the calling function. */
export const notEmulated = defineService({
  name: 'not-emulated',
  endpoints: [],
  settings: {},
  resourceTypes: () => [],
  typesWithoutEffect: [],
  notShown: [],
  async start(kernel) {
    const running = await NotEmulated.start(({ accessKeyId, message }) => {
      const caller = kernel.callers.runningAs(accessKeyId);
      const line = `[local cloud] ${message}`;
      if (caller) kernel.events.emit({ type: 'log-line', stream: 'stderr', line, ...caller });
    });
    kernel.elsewhere = running.address;
    return { running, close: () => running.close() };
  },
});
