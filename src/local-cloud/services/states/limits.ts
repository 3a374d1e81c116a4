import { StateFailure } from './failure.ts';

/** https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html */
export const limits = {
  /** Bytes of an execution's input, and of what a state takes or gives. */
  payloadBytes: 256 * 1024,
  /** Events in the history of a Standard execution. */
  historyEvents: 25_000,
  definitionBytes: 1024 * 1024,
  /** Seconds that an Express execution runs at most. */
  expressSeconds: 5 * 60,
} as const;

/** The value as JSON text. Throws States.DataLimitExceeded when it is larger than what states pass on. */
export function payloadText(value: unknown, what: string): string {
  const text = JSON.stringify(value) ?? 'null';
  if (Buffer.byteLength(text) <= limits.payloadBytes) return text;
  throw new StateFailure(
    'States.DataLimitExceeded',
    `${what} with a size exceeding the maximum number of bytes service limit.`,
  );
}
