import type { SdkAnswer, SdkRequest } from '#runner/testing/answer-sdk.ts';
import { MortalProcesses } from '#runner/testing/mortal-processes.ts';
import { TablesInMemory } from '#runner/testing/tables-in-memory.ts';
import type { Turns } from '#runner/testing/turns.ts';
import type { Change } from '../handlers/change.ts';
import type { Leaving, Scenario } from './scenario.ts';

/** What is other than deployed. */
export interface Flaws {
  /** Nothing is stored of an order. */
  forgetsOrders?: boolean;
  /** Steps until a new connection is in the index: AWS says of it no more than “eventually”. */
  indexLagsBy?: number;
}

/** A connection as API Gateway knows it. `asking`: its $connect route has not answered yet. */
interface Connection {
  state: 'asking' | 'open' | 'silent' | 'closed';
  /** Whether somebody posted to it before it was open, and heard 410. */
  wasTakenForGone: boolean;
  hear(message: Heard): void;
}

/** What is posted to a connection. */
export type Heard = { type: 'record'; orders: Change[] } | ({ type: 'change' } & Change);

/** DynamoDB and the connections of the WebSocket API: each call waits for its turn, and processes die as a scenario says. */
export class World {
  readonly connections = new Map<string, Connection>();
  readonly tables = new TablesInMemory(
    {
      TableName: 'Orders',
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: ['customer', 'orderId'].map((AttributeName) => ({
        AttributeName,
        AttributeType: 'S',
      })),
      KeySchema: [
        { AttributeName: 'customer', KeyType: 'HASH' },
        { AttributeName: 'orderId', KeyType: 'RANGE' },
      ],
    },
    {
      TableName: 'Connections',
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: ['connectionId', 'customer'].map((AttributeName) => ({
        AttributeName,
        AttributeType: 'S',
      })),
      KeySchema: [{ AttributeName: 'connectionId', KeyType: 'HASH' }],
      GlobalSecondaryIndexes: [
        {
          IndexName: 'byCustomer',
          KeySchema: [{ AttributeName: 'customer', KeyType: 'HASH' }],
          Projection: { ProjectionType: 'ALL' },
        },
      ],
    },
  );
  readonly #turns: Turns;
  readonly #flaws: Flaws;
  readonly #registeredAt = new Map<string, number>();
  readonly #processes: MortalProcesses;

  constructor(turns: Turns, { crashes }: Pick<Scenario, 'crashes'>, flaws: Flaws) {
    this.#turns = turns;
    this.#processes = new MortalProcesses(turns, crashes);
    this.#flaws = flaws;
  }

  /** From now on no process dies. */
  calm(): void {
    this.#processes.calm();
  }

  /** Runs a handler in a process of its own. Rejects with a Crash when that dies. */
  invoke<T>(handler: () => Promise<T>, isDoomed = false): Promise<T> {
    return this.#processes.invoke(handler, () => isDoomed);
  }

  /** A call of a handler’s: its effect happens in one turn, and the process may die on either side of it. */
  answer(request: SdkRequest): Promise<SdkAnswer> {
    return this.#processes.call(() => this.#effect(request));
  }

  /** A connection ends; when it falls silent, posts to it are taken and lost. */
  end(connectionId: string, leaving: Leaving): void {
    const connection = this.connections.get(connectionId);
    if (connection) connection.state = leaving === 'closes' ? 'closed' : 'silent';
  }

  async #effect(request: SdkRequest): Promise<SdkAnswer> {
    const connectionId = /\/@connections\/([^/]+)$/.exec(request.path)?.[1];
    if (connectionId !== undefined)
      return this.#post(decodeURIComponent(connectionId), JSON.parse(request.body));
    const input = JSON.parse(request.body);
    const isPut = request.headers['x-amz-target']?.endsWith('.PutItem');
    if (isPut && input.TableName === 'Orders' && this.#flaws.forgetsOrders)
      return { statusCode: 200, headers: {}, body: '{}' };
    if (isPut && input.TableName === 'Connections')
      this.#registeredAt.set(input.Item.connectionId.S, this.#turns.given);
    const answer = await this.tables.answer(request);
    return input.IndexName === undefined ? answer : this.#late(answer);
  }

  /** Of an index that lags behind, only what it has already. */
  #late(answer: SdkAnswer): SdkAnswer {
    const { Items = [], ...output } = JSON.parse(answer.body);
    const until = this.#turns.given - (this.#flaws.indexLagsBy ?? 0);
    const there = Items.filter(
      ({ connectionId }: { connectionId: { S: string } }) =>
        (this.#registeredAt.get(connectionId.S) ?? 0) <= until,
    );
    return { ...answer, body: JSON.stringify({ ...output, Items: there, Count: there.length }) };
  }

  /**
   * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-how-to-call-websocket-api-connections.html
   * 410 is also the answer for one that is not open yet: https://repost.aws/knowledge-center/410-gone-api-gateway
   */
  #post(connectionId: string, message: Heard): SdkAnswer {
    const connection = this.connections.get(connectionId);
    const isReached = connection?.state === 'open' || connection?.state === 'silent';
    if (connection?.state === 'open') connection.hear(message);
    if (connection?.state === 'asking') connection.wasTakenForGone = true;
    if (isReached) return { statusCode: 200, headers: {}, body: '' };
    const headers = { 'content-type': 'application/json', 'x-amzn-errortype': 'GoneException' };
    return { statusCode: 410, headers, body: '{"message":"Gone"}' };
  }
}
