import type { Delivery } from '../../kernel/contracts/event-target.ts';
import type { InvocationResult } from '../../kernel/contracts/invocation.ts';
import type { QueuedFunction } from './queued-function.ts';

/** How an asynchronous event was done with. */
export interface EventEnd {
  /** AWS documents the first two; the others' names are those that its records have been seen with. */
  condition: 'Success' | 'RetriesExhausted' | 'EventAgeExceeded' | 'ZeroReservedConcurrency';
  /** How often the function ran. */
  invokeCount: number;
  /** Of the last attempt. */
  result: InvocationResult;
}

interface Ended {
  fn: QueuedFunction;
  eventId: string;
  payload: unknown;
  end: EventEnd;
  targetArn: string;
}

/**
 * The record that a destination gets: the event, the last response, and why it is sent.
 * https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html#destination-example-record
 */
export function destinationRecordOf({ fn, eventId, payload, end, targetArn }: Ended): Delivery {
  const { condition, invokeCount, result } = end;
  const functionArn = `${fn.configuration.arn}:${fn.version}`;
  const record = {
    version: '1.0',
    timestamp: new Date().toISOString(),
    requestContext: { requestId: eventId, functionArn, condition, approximateInvokeCount: invokeCount },
    requestPayload: payload,
    ...(invokeCount > 0 && {
      responseContext: {
        statusCode: 200,
        executedVersion: fn.version,
        ...('error' in result && { functionError: 'Unhandled' }),
      },
      responsePayload:
        result.outcome === 'succeeded' ? result.payload : 'error' in result ? result.error : null,
    }),
  };
  return {
    trigger: 'invoke',
    causes: [eventId],
    invocationId: eventId,
    payload: record,
    busEvent: {
      source: 'lambda',
      detailType: `Lambda Function Invocation Result - ${condition === 'Success' ? 'Success' : 'Failure'}`,
      resources: [functionArn, targetArn],
    },
  };
}

/**
 * What the dead-letter queue gets: the event as it is, with the error in attributes.
 * https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html#invocation-dlq
 */
export function deadLetterOf({ eventId, payload, end }: Ended): Delivery {
  const { result } = end;
  const errorMessage = 'error' in result ? result.error.errorMessage : 'Rate Exceeded.';
  const errorCode = result.outcome === 'throttled' ? '429' : result.outcome === 'unavailable' ? '500' : '200';
  return {
    trigger: 'invoke',
    causes: [eventId],
    invocationId: eventId,
    payload,
    messageAttributes: {
      RequestID: { DataType: 'String', StringValue: eventId },
      ErrorCode: { DataType: 'Number', StringValue: errorCode },
      // "The first 1 KB of the error message." A queue takes no empty attribute.
      ...(errorMessage !== '' && {
        ErrorMessage: {
          DataType: 'String',
          StringValue: Buffer.from(errorMessage).subarray(0, 1024).toString('utf8'),
        },
      }),
    },
  };
}
