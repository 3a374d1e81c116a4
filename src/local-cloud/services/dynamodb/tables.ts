import { performance } from 'node:perf_hooks';
import type { Clock } from '../../kernel/clock.ts';
import type { EventStream } from '../../kernel/events.ts';
import type { CloudSettings } from '../../kernel/settings.ts';
import { type Charge, TableCapacity } from './capacity/table-capacity.ts';
import { CapacityExceeded } from './capacity/throttling-error.ts';
import { resourceInUse } from './errors.ts';
import { type Change, ItemStore } from './item-store.ts';
import { streamArn, Table, type TableDefinition, tableArn } from './table.ts';
import { checkTableDefinition } from './table-definition.ts';
import { type StreamViewType, TableStream } from './table-stream.ts';
import { TimeToLive } from './time-to-live.ts';

/** Who calls: an invocation, or nobody that the cloud knows. */
export interface Caller {
  operation: string;
  invocationId: string | undefined;
}

interface Options {
  events: EventStream;
  clock: Clock;
  settings: Pick<CloudSettings, 'dynamodbCapacityScale' | 'dynamodbTimeToLiveDelaySeconds' | 'timeScale'>;
}

/** Every table of the account, and what is true of all of them: writes are told of, capacity is taken. */
export class Tables {
  readonly store = new ItemStore();
  /** By client request token: the actions as JSON, and the Unix ms until which the token counts. */
  readonly completedTransactions = new Map<string, { actions: string; until: number }>();
  readonly timeScale: number;
  readonly #options: Options;

  constructor(options: Options) {
    this.#options = options;
    this.timeScale = options.settings.timeScale;
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
    if (this.store.tables.has(name)) throw resourceInUse(`Table already exists: ${name}`);
    const capacity = new TableCapacity(definition, tableArn(name), {
      scale: this.#options.settings.dynamodbCapacityScale,
      timeScale: this.timeScale,
      now: () => performance.now(),
    });
    const table = new Table({ logicalId, given: definition, capacity });
    if (streamViewType) {
      table.stream = new TableStream({
        arn: streamArn(name),
        viewType: streamViewType,
        keyNames: table.keyNames,
      });
    }
    this.store.tables.set(name, table);
    return table;
  }

  delete(table: Table): void {
    this.disableTimeToLive(table);
    this.store.tables.delete(table.name);
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
      if (before) this.#apply({ table, key, before, after: undefined, written: true }, undefined, true);
    });
  }

  disableTimeToLive(table: Table): void {
    table.timeToLive?.stop();
    table.timeToLive = undefined;
  }

  /** Takes capacity for an operation. Throws DynamoDB's throttling error, and tells of it. */
  take(table: Table, charges: Charge[], caller: Caller): void {
    try {
      table.capacity.take(charges);
    } catch (error) {
      if (error instanceof CapacityExceeded) this.tellThrottled(table, caller);
      throw error;
    }
  }

  tellThrottled(table: Table, { operation, invocationId }: Caller): void {
    this.#options.events.emit({
      type: 'capacity-throttled',
      resource: table.logicalId,
      operation,
      invocationId,
    });
  }

  /** Does what an attempt noted. */
  commit(changes: Change[], { invocationId }: Caller): void {
    for (const change of changes) if (change.written) this.#apply(change, invocationId, false);
  }

  /** Stops what runs by itself. */
  stop(): void {
    for (const table of this.store.tables.values()) this.disableTimeToLive(table);
  }

  #apply(change: Change, invocationId: string | undefined, byTimeToLive: boolean): void {
    const { table, key, before, after } = change;
    table.store(key, before, after);
    const eventId = table.stream?.append(change, byTimeToLive);
    const item = after ?? before;
    // The delete of what is not there writes nothing.
    if (!item) return;
    this.#options.events.emit({
      type: 'item-written',
      resource: table.logicalId,
      key: table.keyText(item),
      change: before ? (after ? 'modified' : 'removed') : 'inserted',
      invocationId,
      ...(eventId !== undefined && { eventId }),
    });
  }
}
