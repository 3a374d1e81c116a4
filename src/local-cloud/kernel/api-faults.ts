import { setTimeout as delay } from 'node:timers/promises';
import type { Faults } from './faults.ts';

/** What a service's API answers instead of doing what it was asked. */
export interface ApiRefusal {
  code: 'InternalFailure' | 'ServiceUnavailable' | 'ThrottlingException';
  message: string;
  statusCode: number;
}

/**
 * Lets the faults aimed at a resource strike one call of its API: slows it down, and gives what the service would answer
 * if it may not go on. Codes: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/CommonErrors.html
 */
export async function refusalByFault(
  faults: Pick<Faults, 'strike'>,
  logicalId: string,
): Promise<ApiRefusal | undefined> {
  const slow = faults.strike(logicalId, 'slow');
  if (slow) await delay(slow.milliseconds);
  if (faults.strike(logicalId, 'down')) {
    return {
      code: 'ServiceUnavailable',
      message: 'The request has failed due to a temporary failure of the server.',
      statusCode: 503,
    };
  }
  if (faults.strike(logicalId, 'fail')) {
    return {
      code: 'InternalFailure',
      message: 'The request processing has failed because of an unknown error, exception or failure.',
      statusCode: 500,
    };
  }
  if (faults.strike(logicalId, 'throttle')) {
    return {
      code: 'ThrottlingException',
      message: 'The request was denied due to request throttling.',
      statusCode: 400,
    };
  }
  return undefined;
}
