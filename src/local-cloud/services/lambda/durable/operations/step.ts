import type { OperationKind } from '../operation-kind.ts';

/** Code that runs and whose result is kept. https://docs.aws.amazon.com/lambda/latest/api/API_StepDetails.html */
export const step: OperationKind = {
  type: 'STEP',
  actions: {
    START: ({ current }) => ({
      operation: {
        Status: 'STARTED',
        StepDetails: {
          ...current?.StepDetails,
          Attempt: attemptOf(current),
          NextAttemptTimestamp: undefined,
        },
      },
    }),
    RETRY: ({ update, current, inSeconds }) => {
      const at = inSeconds(update.StepOptions?.NextAttemptDelaySeconds ?? 0);
      return {
        operation: {
          Status: 'PENDING',
          StepDetails: {
            Attempt: attemptOf(current) + 1,
            NextAttemptTimestamp: new Date(at),
            Result: update.Payload,
            Error: update.Error,
          },
        },
        due: { at, status: 'READY' },
      };
    },
    SUCCEED: ({ update, current }) => ({
      operation: {
        Status: 'SUCCEEDED',
        StepDetails: { Attempt: attemptOf(current), Result: update.Payload },
      },
    }),
    FAIL: ({ update, current }) => ({
      operation: { Status: 'FAILED', StepDetails: { Attempt: attemptOf(current), Error: update.Error } },
    }),
  },
};

const attemptOf = (current: { StepDetails?: { Attempt?: number | undefined } | undefined } | undefined) =>
  current?.StepDetails?.Attempt ?? 0;
