import { SqsError } from '../../http/fauxqs-internals.ts';
import { missingParameter } from './refusals.ts';

/** The receipt handle of a request, if it is one that a queue can have given. Throws an SqsError. */
export function receiptHandleOf(input: Record<string, unknown>): string {
  const { ReceiptHandle: handle } = input;
  if (typeof handle !== 'string' || handle === '') throw missingParameter('ReceiptHandle');
  if (form.test(handle)) return handle;
  throw new SqsError(
    'ReceiptHandleIsInvalid',
    `The input receipt handle "${handle}" is not a valid receipt handle.`,
    404,
  );
}

/** As LocalQueue makes them. */
const form = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;
