import type { Input, Output } from '../dynalite-internals.ts';
import type { Caller, Tables } from '../tables.ts';

/** One operation of DynamoDB's API: request to response, in its JSON. Throws a DynamoDbError. */
export type Operation = (input: Input, tables: Tables, caller: Caller) => Output | Promise<Output>;

/** A response without the fields that it has not. */
export const answer = (fields: Record<string, unknown>): Output =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
