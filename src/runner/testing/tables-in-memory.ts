import { Clock } from '#local-cloud/kernel/clock.ts';
import { EventStream } from '#local-cloud/kernel/events.ts';
import { Metrics } from '#local-cloud/kernel/metrics.ts';
import { DynamoDbError } from '#local-cloud/services/dynamodb/errors.ts';
import type { Item } from '#local-cloud/services/dynamodb/item.ts';
import type { Operation } from '#local-cloud/services/dynamodb/operations/operation.ts';
import { operations } from '#local-cloud/services/dynamodb/operations/registry.ts';
import type { TableDefinition } from '#local-cloud/services/dynamodb/table-definition.ts';
import { TableMetrics } from '#local-cloud/services/dynamodb/table-metrics.ts';
import { Tables } from '#local-cloud/services/dynamodb/tables.ts';
import { defaultSettings } from '#local-cloud/settings.ts';
import type { SdkAnswer, SdkRequest } from './answer-sdk.ts';

/** A table with capacity on demand, whose key is one text, or two. */
export const tableKeyedBy = (
  TableName: string,
  ...key: [hash: string, ...range: string[]]
): TableDefinition => ({
  TableName,
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: key.map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
  KeySchema: key.map((AttributeName, index) => ({
    AttributeName,
    KeyType: index === 0 ? 'HASH' : 'RANGE',
  })),
});

/** The tables of the local cloud, without a server. */
export class TablesInMemory {
  readonly #clock = new Clock(1);
  readonly #tables: Tables;

  constructor(...definitions: TableDefinition[]) {
    const metrics = new TableMetrics(new Metrics(this.#clock));
    this.#tables = new Tables({
      events: new EventStream(),
      clock: this.#clock,
      metrics,
      settings: defaultSettings,
    });
    for (const definition of definitions)
      this.#tables.create({ logicalId: definition.TableName, definition, streamViewType: undefined });
  }

  /** What DynamoDB answers to a request, whose effect is there at once. */
  async answer({ headers, body }: SdkRequest): Promise<SdkAnswer> {
    const operation = String(headers['x-amz-target']).split('.')[1] ?? '';
    const json = { 'content-type': 'application/x-amz-json-1.0' };
    try {
      const output = await this.run(operation, JSON.parse(body));
      return { statusCode: 200, headers: json, body: JSON.stringify(output) };
    } catch (error) {
      if (!(error instanceof DynamoDbError)) throw error;
      return { statusCode: error.status, headers: json, body: JSON.stringify(error.body) };
    }
  }

  /** What an operation of DynamoDB’s API gives. Rejects with a DynamoDbError. */
  async run(operation: string, input: Parameters<Operation>[0]): Promise<Record<string, unknown>> {
    const run = operations.get(operation);
    if (!run) throw new Error(`The tables know no ${operation}.`);
    return run(input, this.#tables, { operation, invocationId: undefined });
  }

  /** All items of a table, in DynamoDB's JSON. */
  items(table: string): Item[] {
    return [...this.#tables.table(table).items.range({})];
  }

  close(): void {
    this.#clock.stop();
  }
}
