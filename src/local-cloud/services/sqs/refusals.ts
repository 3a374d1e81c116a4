import { type FauxqsError, SqsError } from '../../http/fauxqs-internals.ts';

/** `InvalidParameterValue`, in SQS's own words. */
export const invalidParameter = (message: string): FauxqsError =>
  new SqsError('InvalidParameterValue', message);

/** `InvalidParameterValue` for one parameter, in the form that SQS gives it. */
export const invalidValue = (value: unknown, parameter: string, reason: string): FauxqsError =>
  invalidParameter(`Value ${value} for parameter ${parameter} is invalid. Reason: ${reason}`);

export const missingParameter = (parameter: string): FauxqsError =>
  new SqsError('MissingParameter', `The request must contain the parameter ${parameter}.`);
