import type { MessageAttribute } from '../../kernel/contracts/event-target.ts';

/** Bytes of the body and of the attributes' names, types and values. */
export function sizeOfMessage(body: string, attributes: Record<string, MessageAttribute>): number {
  let size = Buffer.byteLength(body);
  for (const [name, { DataType = '', StringValue = '', BinaryValue = '' }] of Object.entries(attributes)) {
    for (const part of [name, DataType, StringValue]) size += Buffer.byteLength(String(part));
    size += Buffer.byteLength(String(BinaryValue), 'base64');
  }
  return size;
}
