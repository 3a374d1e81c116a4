import type { MetricId, Metrics, Unit } from '../../kernel/metrics.ts';
import type { Charge } from './capacity/table-capacity.ts';

/**
 * What DynamoDB publishes, in the namespace AWS/DynamoDB.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/metrics-dimensions.html
 */
export class TableMetrics {
  readonly #metrics: Metrics;

  constructor(metrics: Metrics) {
    this.#metrics = metrics;
  }

  consumed(TableName: string, charges: readonly Charge[]): void {
    for (const { direction, index, units } of charges)
      this.#publish(`Consumed${direction}CapacityUnits`, units, ofTable(TableName, index));
  }

  /** An item or a query that had no capacity. */
  throttleEvent(TableName: string, direction: Charge['direction']): void {
    this.#publish(`${direction}ThrottleEvents`, 1, { TableName });
  }

  succeeded(tables: readonly string[], Operation: string, milliseconds: number): void {
    for (const TableName of tables)
      this.#publish('SuccessfulRequestLatency', milliseconds, { TableName, Operation }, 'Milliseconds');
  }

  /** A request that was refused as a whole. */
  failed(tables: readonly string[], Operation: string, error: { status: number; code: string }): void {
    for (const TableName of tables) {
      if (error.status >= 500) this.#publish('SystemErrors', 1, { TableName, Operation });
      else if (isThrottled(error.code)) this.#publish('ThrottledRequests', 1, { TableName, Operation });
      else if (error.code === 'ConditionalCheckFailedException')
        this.#publish('ConditionalCheckFailedRequests', 1, { TableName });
    }
    // "UserErrors represents the aggregate of HTTP 400 errors … for the current Region and the current account."
    const ownFault = error.status < 500 && !isThrottled(error.code);
    if (ownFault && error.code !== 'ConditionalCheckFailedException') this.#publish('UserErrors', 1, {});
  }

  /** "the elapsed time between when an item is written to a replica table, and when that item appears in another replica" */
  replicated(TableName: string, ReceivingRegion: string, milliseconds: number): void {
    this.#publish('ReplicationLatency', milliseconds, { TableName, ReceivingRegion }, 'Milliseconds');
  }

  #publish(name: string, value: number, dimensions: MetricId['dimensions'], unit: Unit = 'Count'): void {
    this.#metrics.publish({ namespace: 'AWS/DynamoDB', name, value, unit }, dimensions);
  }
}

const ofTable = (TableName: string, index: string | undefined): MetricId['dimensions'] =>
  index === undefined ? { TableName } : { TableName, GlobalSecondaryIndexName: index };

const isThrottled = (code: string): boolean =>
  ['ProvisionedThroughputExceededException', 'ThrottlingException', 'RequestLimitExceeded'].includes(code);
