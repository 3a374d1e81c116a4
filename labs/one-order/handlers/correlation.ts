import { createHash, randomUUID } from 'node:crypto';
import type { MessageAttributeValue, MessageSystemAttributeValue } from '@aws-sdk/client-sqs';
import type { SQSRecord } from 'aws-lambda';
import { byTrace, how } from './how.ts';

/** What a message is sent with, so that the id arrives. */
export function carried(correlationId: string): {
  MessageAttributes?: Record<string, MessageAttributeValue>;
  MessageSystemAttributes?: { AWSTraceHeader: MessageSystemAttributeValue };
} {
  if (how === 'not-passed' || how === 'made-anew') return {};
  if (byTrace) {
    // What X-Ray's SDK does by itself where it is in use.
    const StringValue = process.env._X_AMZN_TRACE_ID;
    return { MessageSystemAttributes: { AWSTraceHeader: { DataType: 'String', StringValue } } };
  }
  // #region send
  return { MessageAttributes: { correlationId: { DataType: 'String', StringValue: correlationId } } };
  // #endregion send
}

/** The id that a message came with, or what this way has in its place. */
export function received({ messageAttributes, attributes }: SQSRecord): string | undefined {
  if (how === 'trace-header') return rootOf(attributes.AWSTraceHeader);
  return orOwn(messageAttributes.correlationId?.stringValue);
}

/** The id that came, or what a hop logs when it goes its own way. */
export function orOwn(came: string | undefined): string | undefined {
  if (how === 'own-trace-id') return ownTraceId();
  if (how === 'made-anew') return came ?? randomUUID();
  return came;
}

/** Of the invocation that runs. */
export const ownTraceId = (): string | undefined => rootOf(process.env._X_AMZN_TRACE_ID);

const rootOf = (header: string | undefined): string | undefined => /Root=([^;]+)/.exec(header ?? '')?.[1];

/** Writes a line of JSON: whoever searches for the id finds it. */
export function log(hop: string, correlationId: string | undefined, more: object = {}): void {
  if (isLeftOut(correlationId)) return;
  console.log(JSON.stringify({ hop, correlationId, ...more }));
}

function isLeftOut(correlationId: string | undefined): boolean {
  if (how === 'sampled-apart') return Math.random() < 0.5;
  // The same id gives the same answer at every hop.
  return (
    how === 'sampled-together' &&
    createHash('sha256')
      .update(correlationId ?? '')
      .digest()
      .readUInt8() < 128
  );
}
