import { AsyncLocalStorage } from 'node:async_hooks';
import type { SdkAnswer, SdkRequest } from '#runner/testing/answer-sdk.ts';
import { TablesInMemory } from '#runner/testing/tables-in-memory.ts';
import type { Change } from '../handlers/change.ts';
import type { Leaving, Scenario } from './scenario.ts';
import type { Turns } from './turns.ts';

/** The process of a handler is gone. */
export class Crash extends Error {}

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

interface Invocation {
  isDead: boolean;
  /** Whether its process dies at its first call. */
  isDoomed: boolean;
  die(): void;
}

const never = new Promise<never>(() => {});

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
  readonly #invocation = new AsyncLocalStorage<Invocation>();
  readonly #registeredAt = new Map<string, number>();
  #crashes: Scenario['crashes'];
  #calls = 0;

  constructor(turns: Turns, { crashes }: Pick<Scenario, 'crashes'>, flaws: Flaws) {
    this.#turns = turns;
    this.#crashes = crashes;
    this.#flaws = flaws;
  }

  /** From now on no process dies. */
  calm(): void {
    this.#crashes = [];
  }

  /** Runs a handler in a process of its own. Rejects with a Crash when that dies. */
  async invoke<T>(handler: () => Promise<T>, isDoomed = false): Promise<T> {
    let die = () => {};
    const death = new Promise<never>((_, reject) => {
      die = () => reject(new Crash());
    });
    const invocation = { isDead: false, isDoomed, die };
    return Promise.race([this.#invocation.run(invocation, handler), death]);
  }

  /** A call of a handler’s: its effect happens in one turn, and the process may die on either side of it. */
  async answer(request: SdkRequest): Promise<SdkAnswer> {
    const invocation = this.#invocation.getStore();
    if (!invocation) throw new Error('A call from outside of every invocation.');
    await this.#turns.turn();
    // What a dead process had sent before is lost with it.
    if (invocation.isDead) return never;
    const call = this.#calls++;
    const crash = this.#crashes.find((each) => each.call === call);
    const dies = { before: invocation.isDoomed || crash?.after === false, after: crash?.after === true };
    const answer = dies.before ? undefined : await this.#effect(request);
    if (answer && !dies.after) return answer;
    invocation.isDead = true;
    invocation.die();
    return never;
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
