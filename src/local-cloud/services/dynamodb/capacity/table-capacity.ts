import type { TableDefinition } from '../table-definition.ts';
import { type CapacityExceeded, throttlingError } from './throttling-error.ts';
import {
  type CapacityConditions,
  type Direction,
  type LimitType,
  ThroughputLimit,
} from './throughput-limit.ts';

/** Units that one operation takes from a table, or from one of its global secondary indexes. */
export interface Charge {
  direction: Direction;
  /** Undefined for the table itself and its local indexes. */
  index?: string;
  /** The value of the partition key, as text; undefined for a scan, which reads them all. */
  partition?: string;
  units: number;
}

interface Limits {
  Read: ThroughputLimit;
  Write: ThroughputLimit;
}

/**
 * The capacity of a table and of its global secondary indexes. A write has to fit into all that it touches: an index
 * that cannot keep up throttles the table.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/gsi-throttling.html
 */
export class TableCapacity {
  readonly #mode: TableDefinition['BillingMode'];
  readonly #tableArn: string;
  readonly #table: Limits;
  readonly #indexes = new Map<string, Limits>();

  constructor(definition: TableDefinition, tableArn: string, conditions: CapacityConditions) {
    this.#mode = definition.BillingMode;
    this.#tableArn = tableArn;
    const limitsOf = (
      given: Pick<TableDefinition, 'ProvisionedThroughput' | 'OnDemandThroughput' | 'WarmThroughput'>,
    ): Limits => {
      const mode =
        this.#mode === 'PROVISIONED'
          ? { provisioned: given.ProvisionedThroughput ?? { ReadCapacityUnits: 1, WriteCapacityUnits: 1 } }
          : { onDemand: given.OnDemandThroughput ?? {}, warm: given.WarmThroughput ?? {} };
      return {
        Read: new ThroughputLimit('Read', mode, conditions),
        Write: new ThroughputLimit('Write', mode, conditions),
      };
    };
    this.#table = limitsOf(definition);
    for (const index of definition.GlobalSecondaryIndexes ?? [])
      this.#indexes.set(index.IndexName, limitsOf(index));
  }

  /**
   * DynamoDB's throttling error when something that is to be charged has nothing left, or undefined. A request gets in
   * while anything is left, and its bucket goes into debt: so it is recorded by others, and so an item that is larger
   * than what a second gives can be stored at all.
   */
  refusal(charges: Charge[]): CapacityExceeded | undefined {
    for (const { direction, index } of charges) {
      const limitType = this.#limits(index)[direction].refusal;
      if (limitType) return this.throttled(direction, limitType, index);
    }
    for (const { direction, index, partition } of charges) {
      if (partition !== undefined && !this.#limits(index)[direction].hasInPartition(partition))
        return this.throttled(direction, 'KeyRangeThroughputExceeded', index);
    }
    return undefined;
  }

  /** Takes all charges, whether there is enough or not. */
  take(charges: Charge[]): void {
    for (const { direction, index, partition, units } of charges)
      this.#limits(index)[direction].take(partition, units);
  }

  /** The throttling error of this table's mode. */
  throttled(direction: Direction, limitType: LimitType, index?: string): CapacityExceeded {
    return throttlingError({ mode: this.#mode, tableArn: this.#tableArn, direction, limitType, index });
  }

  #limits(index: string | undefined): Limits {
    return (index !== undefined && this.#indexes.get(index)) || this.#table;
  }
}
