import { DurableRefusal } from '../durable-refusal.ts';
import type { OperationKind } from '../operation-kind.ts';

/** Up to a year. https://docs.aws.amazon.com/lambda/latest/api/API_WaitOptions.html */
const longestSeconds = 31_622_400;

/** A pause in which nothing runs. https://docs.aws.amazon.com/lambda/latest/api/API_WaitDetails.html */
export const wait: OperationKind = {
  type: 'WAIT',
  actions: {
    START: ({ update, inSeconds }) => {
      const seconds = update.WaitOptions?.WaitSeconds;
      if (seconds === undefined || !(seconds >= 1 && seconds <= longestSeconds))
        throw new DurableRefusal(
          `WaitOptions.WaitSeconds is ${seconds}: it must be from 1 to ${longestSeconds}.`,
        );
      const at = inSeconds(seconds);
      return {
        operation: { Status: 'STARTED', WaitDetails: { ScheduledEndTimestamp: new Date(at) } },
        due: { at, status: 'SUCCEEDED' },
      };
    },
    CANCEL: () => ({ operation: { Status: 'CANCELLED' } }),
  },
};
