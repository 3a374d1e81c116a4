import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import dynalite from 'dynalite';
import inject from 'light-my-request';
import { DeployError } from '../cloud.ts';
import type { EventStream } from '../events.ts';
import { refusalOf } from '../loopback.ts';
import { accessKeyIdOf } from './access-key.ts';

/** AWS's limit for one request is 16 MB. */
const maxBodyBytes = 16 * 1024 * 1024;

interface Options {
  events: EventStream;
  invocationOf(accessKeyId: string): string | undefined;
}

interface Table {
  logicalId: string;
  keyNames: string[];
}

/** DynamoDB: dynalite behind a server of ours on loopback, which sees every call and tells of every write. */
export class DynamoDb {
  readonly #handle: RequestListener;
  readonly #options: Options;
  readonly #tables = new Map<string, Table>();
  #server: Server | undefined;
  #address = '';

  static async start(options: Options): Promise<DynamoDb> {
    const dynamodb = new DynamoDb(options);
    await dynamodb.#listen();
    return dynamodb;
  }

  private constructor(options: Options) {
    this.#options = options;
    this.#handle = dynalite({ createTableMs: 0 }).listeners('request')[0] as RequestListener;
  }

  get address(): string {
    return this.#address;
  }

  /** Creates a table from the properties of a CreateTable call. */
  async createTable(options: {
    logicalId: string;
    definition: { TableName: string; KeySchema: { AttributeName: string }[] };
  }): Promise<void> {
    const { logicalId, definition } = options;
    const answer = await inject(this.#handle as Parameters<typeof inject>[0], {
      method: 'POST',
      url: '/',
      headers: {
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': 'DynamoDB_20120810.CreateTable',
        'x-amz-date': '20260101T000000Z',
        authorization:
          'AWS4-HMAC-SHA256 Credential=deploy/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0',
      },
      payload: JSON.stringify(definition),
    });
    if (answer.statusCode !== 200) {
      throw new DeployError(
        `${logicalId}: DynamoDB refuses this table: ${JSON.parse(answer.body).message}`,
        'Mend the table’s properties.',
      );
    }
    this.#tables.set(definition.TableName, {
      logicalId,
      keyNames: definition.KeySchema.map((each) => each.AttributeName),
    });
  }

  async close(): Promise<void> {
    const server = this.#server;
    if (!server) return;
    await new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    });
  }

  async #listen(): Promise<void> {
    this.#server = createServer((request, response) => this.#answer(request, response));
    await new Promise<void>((resolve) => this.#server?.listen(0, '127.0.0.1', resolve));
    this.#address = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const refusal = refusalOf(request);
    if (refusal) {
      response.writeHead(403, { 'content-type': 'text/plain' }).end(refusal);
      return;
    }
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('error', () => response.destroy());
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > maxBodyBytes) response.writeHead(413).end(() => request.destroy());
      else chunks.push(chunk);
    });
    request.on('end', () => {
      if (size > maxBodyBytes) return;
      const body = Buffer.concat(chunks);
      const operation = String(request.headers['x-amz-target'] ?? '').split('.')[1] ?? '';
      const invocationId = this.#options.invocationOf(accessKeyIdOf(request.headers));
      response.once('finish', () => {
        if (response.statusCode === 200) this.#tellWrites(operation, body, invocationId);
      });
      // dynalite throws when its request emits an error (a caller who hangs up): it gets one that never does.
      const replay = Object.assign(Readable.from([body]), {
        method: request.method,
        url: request.url,
        headers: request.headers,
      }) as unknown as IncomingMessage;
      this.#handle(replay, response as ServerResponse<IncomingMessage> & { req: IncomingMessage });
    });
  }

  #tellWrites(operation: string, body: Buffer, invocationId: string | undefined): void {
    if (!['PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem'].includes(operation)) return;
    const input = JSON.parse(body.toString('utf8'));
    const writes: [string, Item][] =
      operation === 'BatchWriteItem'
        ? Object.entries(
            input.RequestItems as Record<
              string,
              { PutRequest?: { Item: Item }; DeleteRequest?: { Key: Item } }[]
            >,
          ).flatMap(([table, requests]) =>
            requests.map((each): [string, Item] => [
              table,
              each.PutRequest?.Item ?? each.DeleteRequest?.Key ?? {},
            ]),
          )
        : [[input.TableName, input.Item ?? input.Key]];
    for (const [tableName, item] of writes) {
      const table = this.#tables.get(tableName);
      if (!table) continue;
      const key = table.keyNames.map((name) => `${name}=${Object.values(item[name] ?? {})[0]}`).join(',');
      this.#options.events.emit({ type: 'item-written', resource: table.logicalId, key, invocationId });
    }
  }
}

type Item = Record<string, Record<string, unknown>>;
