import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import type { StreamSource } from '../../kernel/contracts/event-source.ts';
import type { ActionCaller } from '../../kernel/contracts/service-api.ts';
import { DeployError } from '../../kernel/errors.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { accessDenied, DynamoDbError, internalServerError, unknownOperation } from './errors.ts';
import { type ApiCall, DynamoDbServer } from './http-server.ts';
import { operations, streamOperations } from './operations/registry.ts';
import { Replica } from './replication/replica.ts';
import type { DynamoDbSettings } from './settings.ts';
import { streamSourceOf } from './stream-source.ts';
import type { Table } from './table.ts';
import type { TableDefinition } from './table-definition.ts';
import { TableMetrics } from './table-metrics.ts';
import type { StreamViewType } from './table-stream.ts';
import { type Caller, Tables } from './tables.ts';
import type { Tag } from './tags.ts';

/** What a template gives a table. */
export interface NewTable {
  logicalId: string;
  definition: TableDefinition;
  tags?: Tag[] | undefined;
  streamViewType?: StreamViewType | undefined;
  timeToLiveAttribute?: string | undefined;
}

/** The DynamoDB of each Region of a cloud. */
class DynamoDbByRegion extends Map<string, DynamoDb> {}

/**
 * DynamoDB on loopback: dynalite's checks, expressions and queries over items in memory, with capacity, transactions,
 * streams and expiry of ours.
 */
export class DynamoDb {
  readonly #kernel: Kernel;
  readonly #tables: Tables;
  readonly #metrics: TableMetrics;
  readonly #server: DynamoDbServer;
  /** Seconds of AWS's time until a write is in another Region. */
  readonly replicationSeconds: number;
  #address = '';

  static async start(kernel: Kernel, settings: DynamoDbSettings): Promise<DynamoDb> {
    const dynamodb = new DynamoDb(kernel, settings);
    dynamodb.#address = await dynamodb.#server.listen();
    kernel.worldwide.only(DynamoDbByRegion).set(kernel.region.name, dynamodb);
    return dynamodb;
  }

  private constructor(kernel: Kernel, settings: DynamoDbSettings) {
    this.#kernel = kernel;
    this.replicationSeconds = settings.dynamodbReplicationSeconds;
    const { events, clock } = kernel;
    this.#metrics = new TableMetrics(kernel.metrics);
    this.#tables = new Tables({
      events,
      clock,
      metrics: this.#metrics,
      settings: { ...kernel.settings, ...settings },
    });
    this.#server = new DynamoDbServer((call) => this.#call(call));
  }

  get address(): string {
    return this.#address;
  }

  /** Gives the table. Throws a DeployError when DynamoDB refuses it. */
  createTable(options: NewTable): Table {
    return this.#kernel.region.run(() => this.#createTable(options));
  }

  #createTable(options: NewTable): Table {
    const { logicalId, definition, tags = [], streamViewType, timeToLiveAttribute } = options;
    try {
      const table = this.#tables.create({ logicalId, definition, streamViewType });
      for (const { Key, Value } of tags) table.tags.set(Key, Value);
      if (timeToLiveAttribute !== undefined) this.#tables.enableTimeToLive(table, timeToLiveAttribute);
      return table;
    } catch (error) {
      throw new DeployError(
        `${logicalId}: DynamoDB refuses this table: ${(error as Error).message}`,
        'Mend the table’s properties.',
      );
    }
  }

  /** The DynamoDB of another Region of this cloud, or this one. Throws a DeployError when the cloud has no such Region. */
  inRegion(name: string): DynamoDb {
    const found = this.#kernel.worldwide.only(DynamoDbByRegion).get(name);
    if (found) return found;
    throw new DeployError(
      `There is no Region ${name} in this cloud.`,
      'Name the Regions in the app (`env`, `replicas`), and deploy its cloud assembly as a whole.',
    );
  }

  /** Makes a table of this Region a replica, which is not yet joined to others. */
  addReplica(table: Table): Replica {
    const { region } = this.#kernel;
    const replica = new Replica({
      region,
      logicalId: table.logicalId,
      takeOver: ({ key, after, from }) => this.#tables.takeOver({ table, key, after }, from),
    });
    table.replica = replica;
    return replica;
  }

  /** What a write of one of this Region's tables takes to be in another Region; told as a metric. */
  replicated(tableName: string, receivingRegion: string, milliseconds: number): void {
    this.#metrics.replicated(tableName, receivingRegion, milliseconds);
  }

  /** Deletes a table of the template, with all that is in it. */
  deleteTable(name: string): void {
    this.#tables.delete(this.#tables.table(name));
  }

  /** The stream with this ARN, for event source mappings. Throws a DeployError when there is none. */
  stream(arn: string): StreamSource {
    const stream = this.#tables.streams.find((each) => each.arn === arn && !each.isClosed);
    if (stream) return streamSourceOf(stream, this.#kernel.clock);
    throw new DeployError(
      `There is no stream ${arn}.`,
      'Give the table a stream, and refer to it with Fn::GetAtt and StreamArn.',
    );
  }

  async close(): Promise<void> {
    this.#tables.stop();
    await this.#server.close();
  }

  /** Calls an operation on tables from inside the cloud. Rejects with an ActionError where the API would refuse. */
  async call(
    operation: string,
    input: Record<string, unknown>,
    { invocationId }: ActionCaller,
  ): Promise<Record<string, unknown>> {
    try {
      return await this.#perform('tables', input, { operation, invocationId });
    } catch (error) {
      throw error instanceof DynamoDbError ? Object.assign(error, { statusCode: error.status }) : error;
    }
  }

  #call({ api, operation, input, accessKeyId }: ApiCall): Promise<Record<string, unknown>> {
    return this.#perform(api, input, {
      operation,
      invocationId: this.#kernel.callers.invocationOf(accessKeyId),
    });
  }

  async #perform(
    api: ApiCall['api'],
    given: Record<string, unknown>,
    caller: Caller,
  ): Promise<Record<string, unknown>> {
    const { operation } = caller;
    const known = api === 'streams' ? streamOperations : operations;
    const run = known.get(operation);
    if (!run) {
      throw unknownOperation(
        `${operation} is not emulated here. These are: ${[...known.keys()].join(', ')}.`,
      );
    }
    const input = withTableNames(given);
    const begunAt = performance.now();
    const tables = this.#tablesIn(input);
    const names = tables.map(({ name }) => name);
    try {
      for (const table of tables) await this.#suffer(table, caller);
      const output = await run(input, this.#tables, caller);
      this.#metrics.succeeded(names, operation, performance.now() - begunAt);
      return output;
    } catch (error) {
      // A bug of ours or dynalite's on odd input costs one request, not the process.
      const failure = error instanceof DynamoDbError ? error : internalServerError();
      this.#metrics.failed(names, operation, failure);
      throw failure;
    }
  }

  /** What is broken on purpose strikes before the operation does anything. */
  async #suffer(table: Table, caller: Caller): Promise<void> {
    const { faults } = this.#kernel;
    const id = caller.invocationId;
    // It is a function's role that lost its permission: whoever else looks at the table still may.
    if (id !== undefined && faults.strike(table.logicalId, 'deny', id))
      throw accessDenied(caller.operation, table.arn);
    if (faults.strike(table.logicalId, 'down', id)) throw internalServerError();
    const slow = faults.strike(table.logicalId, 'slow', id);
    if (slow) await delay(slow.milliseconds);
    if (faults.strike(table.logicalId, 'fail', id)) throw internalServerError();
    if (faults.strike(table.logicalId, 'throttle', id)) {
      this.#tables.tellThrottled(table, caller);
      const direction = /Get|Query|Scan/.test(caller.operation) ? 'Read' : 'Write';
      const isProvisioned = table.given.BillingMode === 'PROVISIONED';
      throw table.capacity.throttled(
        direction,
        isProvisioned ? 'ProvisionedThroughputExceeded' : 'KeyRangeThroughputExceeded',
      );
    }
  }

  #tablesIn(input: Record<string, unknown>): Table[] {
    const { TableName, RequestItems, TransactItems } = input;
    const names = new Set<unknown>([TableName]);
    if (isObject(RequestItems)) for (const name of Object.keys(RequestItems)) names.add(name);
    for (const item of Array.isArray(TransactItems) ? TransactItems.filter(isObject) : [])
      for (const action of Object.values(item).filter(isObject)) names.add(action.TableName);
    return [...names].flatMap((name) => this.#tables.byName.get(String(name)) ?? []);
  }
}

/** "You can also provide the Amazon Resource Name (ARN) of the table" wherever its name goes. */
function withTableNames(input: Record<string, unknown>): Record<string, unknown> {
  const { TableName, RequestItems, TransactItems } = input;
  return {
    ...input,
    ...(typeof TableName === 'string' && { TableName: tableName(TableName) }),
    ...(isObject(RequestItems) && {
      RequestItems: Object.fromEntries(
        Object.entries(RequestItems).map(([name, each]) => [tableName(name), each]),
      ),
    }),
    ...(Array.isArray(TransactItems) && {
      TransactItems: TransactItems.map((item: unknown) =>
        isObject(item)
          ? Object.fromEntries(
              Object.entries(item).map(([name, action]) => [
                name,
                isObject(action) ? withTableNames(action) : action,
              ]),
            )
          : item,
      ),
    }),
  };
}

const tableName = (nameOrArn: string): string => nameOrArn.replace(/^arn:aws:dynamodb:[^/]*:table\//, '');

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
