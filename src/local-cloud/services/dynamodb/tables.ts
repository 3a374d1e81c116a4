import { performance } from 'node:perf_hooks';
import type { Clock } from '../../kernel/clock.ts';
import type { EventStream } from '../../kernel/events.ts';
import type { KernelSettings } from '../../kernel/settings.ts';
import { type Charge, TableCapacity } from './capacity/table-capacity.ts';
import type { CapacityExceeded } from './capacity/throttling-error.ts';
import type { Change } from './change.ts';
import { resourceInUse, resourceNotFound } from './errors.ts';
import type { DynamoDbSettings } from './settings.ts';
import { streamArn, Table, tableArn } from './table.ts';
import type { TableDefinition } from './table-definition.ts';
import { checkTableDefinition } from './table-definition.ts';
import type { TableMetrics } from './table-metrics.ts';
import { type StreamViewType, TableStream } from './table-stream.ts';
import { TimeToLive } from './time-to-live.ts';

/** Who calls: an invocation, or nobody that the cloud knows. */
export interface Caller {
  operation: string;
  invocationId: string | undefined;
}

interface Options {
  events: EventStream;
  metrics: TableMetrics;
  clock: Clock;
  settings: DynamoDbSettings & Pick<KernelSettings, 'timeScale'>;
}

/** Every table of the account, and what is true of all of them: writes are told of, capacity is taken. */
export class Tables {
  readonly byName = new Map<string, Table>();
  /** Every stream that there has been, the closed ones too. */
  readonly streams: TableStream[] = [];
  /** By client request token: the actions as JSON, and the Unix ms until which the token counts. */
  readonly completedTransactions = new Map<string, { actions: string; until: number }>();
  readonly timeScale: number;
  readonly clock: Clock;
  readonly #options: Options;

  constructor(options: Options) {
    this.#options = options;
    this.timeScale = options.settings.timeScale;
    this.clock = options.clock;
  }

  /** The table that an operation manages. Throws DynamoDB's ResourceNotFoundException. */
  table(name: string): Table {
    const table = this.byName.get(name);
    if (!table) throw resourceNotFound(`Requested resource not found: Table: ${name} not found`);
    return table;
  }

  /** The table whose items an operation reads or writes. Throws DynamoDB's ResourceNotFoundException. */
  open(name: string): Table {
    const table = this.byName.get(name);
    if (!table) throw resourceNotFound('Requested resource not found');
    return table;
  }

  /** Throws DynamoDB's errors for a definition that it refuses and a name that is taken. */
  create(options: {
    logicalId: string;
    definition: TableDefinition;
    streamViewType: StreamViewType | undefined;
  }): Table {
    const { logicalId, definition, streamViewType } = options;
    checkTableDefinition(definition);
    const name = definition.TableName;
    if (this.byName.has(name)) throw resourceInUse(`Table already exists: ${name}`);
    const table = new Table({ logicalId, given: definition, capacity: this.#capacityOf(definition) });
    this.byName.set(name, table);
    if (streamViewType) this.openStream(table, streamViewType);
    return table;
  }

  /** Makes a table what it is to be now. Throws DynamoDB's ValidationException for what cannot be. */
  redefine(table: Table, definition: TableDefinition): void {
    checkTableDefinition(definition);
    table.redefine(definition, this.#capacityOf(definition));
  }

  delete(table: Table): void {
    this.disableTimeToLive(table);
    this.closeStream(table);
    table.replica?.leave();
    this.byName.delete(table.name);
  }

  /** From now on every change of the table is recorded. */
  openStream(table: Table, viewType: StreamViewType): void {
    const earlier = this.streams.filter(({ tableName }) => tableName === table.name).length;
    table.stream = new TableStream({
      arn: streamArn(table.name, earlier),
      tableName: table.name,
      viewType,
      keySchema: table.given.KeySchema,
    });
    this.streams.push(table.stream);
  }

  /** What was recorded can be read for another 24 hours. */
  closeStream(table: Table): void {
    table.stream?.close();
    table.stream = undefined;
  }

  #capacityOf(definition: TableDefinition): TableCapacity {
    return new TableCapacity(definition, tableArn(definition.TableName), {
      scale: this.#options.settings.dynamodbCapacityScale,
      timeScale: this.timeScale,
      now: () => performance.now(),
    });
  }

  /** From now on items expire by this attribute. */
  enableTimeToLive(table: Table, attributeName: string): void {
    this.disableTimeToLive(table);
    const timeToLive = new TimeToLive(attributeName);
    table.timeToLive = timeToLive;
    for (const item of table.items.range({})) timeToLive.note(table.keyOf(item), item);
    const { clock, settings } = this.#options;
    const delayMs = settings.dynamodbTimeToLiveDelaySeconds * 1000 * this.timeScale;
    void timeToLive.run(clock, delayMs, (key) => {
      const before = table.items.get(key);
      if (before)
        this.#apply({ table, key, before, after: undefined, written: true }, { byTimeToLive: true });
    });
  }

  disableTimeToLive(table: Table): void {
    table.timeToLive?.stop();
    table.timeToLive = undefined;
  }

  /** Takes capacity for an operation. Throws DynamoDB's throttling error, and tells of it, when there is none. */
  take(table: Table, charges: Charge[], caller: Caller): void {
    const refusal = this.refusal(table, charges, caller);
    if (refusal) throw refusal;
    this.charge(table, charges, caller);
  }

  /** Takes capacity that there is, and tells of it. */
  charge(table: Table, charges: Charge[], { operation, invocationId }: Caller): void {
    if (charges.length === 0) return;
    table.capacity.take(charges);
    this.#options.metrics.consumed(table.name, charges);
    const unitsOf = (direction: Charge['direction']) =>
      charges.reduce((sum, each) => sum + (each.direction === direction ? each.units : 0), 0);
    this.#options.events.emit({
      type: 'capacity-consumed',
      resource: table.logicalId,
      operation,
      readUnits: unitsOf('Read'),
      writeUnits: unitsOf('Write'),
      invocationId,
    });
  }

  /** DynamoDB's throttling error, told of, when there is no capacity for these charges. */
  refusal(table: Table, charges: Charge[], caller: Caller): CapacityExceeded | undefined {
    const refusal = table.capacity.refusal(charges);
    if (refusal) this.tellThrottled(table, caller);
    return refusal;
  }

  tellThrottled(table: Table, { operation, invocationId }: Caller): void {
    this.#options.metrics.throttleEvent(table.name, /Get|Query|Scan/.test(operation) ? 'Read' : 'Write');
    this.#options.events.emit({
      type: 'capacity-throttled',
      resource: table.logicalId,
      operation,
      invocationId,
    });
  }

  /** Does what an attempt noted. */
  commit(changes: Change[], { invocationId }: Caller): void {
    for (const change of changes) if (change.written) this.#apply(change, { invocationId });
  }

  /** Stops what runs by itself. */
  stop(): void {
    for (const table of this.byName.values()) this.disableTimeToLive(table);
  }

  /** Does what was written in the replica `from` of the same global table (its logical ID). */
  takeOver({ table, key, after }: Pick<Change, 'table' | 'key' | 'after'>, from: string): void {
    this.#apply({ table, key, before: table.items.get(key), after, written: true }, { from });
  }

  #apply(
    change: Change,
    by: { invocationId?: string | undefined; byTimeToLive?: boolean; from?: string },
  ): void {
    const { table, key, before, after } = change;
    table.store(key, before, after);
    const eventId = table.stream?.append(change, by.byTimeToLive ?? false);
    if (by.from === undefined) table.replica?.written(key, after);
    const item = after ?? before;
    // The delete of what is not there writes nothing.
    if (!item) return;
    this.#options.events.emit({
      type: 'item-written',
      resource: table.logicalId,
      key: table.keyText(item),
      change: before ? (after ? 'modified' : 'removed') : 'inserted',
      invocationId: by.invocationId,
      ...(eventId !== undefined && { eventId }),
      ...(by.from !== undefined && { from: by.from }),
    });
  }
}
