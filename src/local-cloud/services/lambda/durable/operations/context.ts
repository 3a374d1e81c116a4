import type { OperationKind } from '../operation-kind.ts';

/** A group of operations with a result. https://docs.aws.amazon.com/lambda/latest/api/API_ContextDetails.html */
export const context: OperationKind = {
  type: 'CONTEXT',
  actions: {
    START: () => ({ operation: { Status: 'STARTED' } }),
    SUCCEED: ({ update }) => ({
      operation: {
        Status: 'SUCCEEDED',
        ContextDetails: {
          Result: update.Payload,
          ReplayChildren: update.ContextOptions?.ReplayChildren ?? false,
        },
      },
    }),
    FAIL: ({ update }) => ({
      operation: { Status: 'FAILED', ContextDetails: { Error: update.Error } },
    }),
  },
};
