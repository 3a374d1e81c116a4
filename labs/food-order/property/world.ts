import type { AttributeValue } from 'aws-lambda';
import type { SdkAnswer, SdkRequest } from '#runner/testing/answer-sdk.ts';
import { TablesInMemory, tableKeyedBy } from '#runner/testing/tables-in-memory.ts';
import type { Order } from '../handlers/order.ts';
import { declinedCard, refusingRestaurant } from '../stand-in/partners.ts';

/** What the shop has told the bus. */
export interface Told {
  detailType: string;
  order: Order;
}

/** DynamoDB, the bus, Parameter Store, the payment provider and the restaurants, as the handlers call them. */
export class World {
  readonly tables = new TablesInMemory(tableKeyedBy('Orders', 'orderId'), tableKeyedBy('Outbox', 'eventId'));
  /** Charges and refunds by the key that they were asked for with. */
  readonly charged = new Set<string>();
  readonly refunded = new Set<string>();
  readonly #answers = new Map<string, number>();
  readonly #onTold: (told: Told) => void;
  readonly #onStored: (image: Record<string, AttributeValue>) => void;

  constructor(on: { told: (told: Told) => void; stored: (image: Record<string, AttributeValue>) => void }) {
    this.#onTold = on.told;
    this.#onStored = on.stored;
  }

  /** What an AWS service does with a request. */
  async aws(request: SdkRequest): Promise<SdkAnswer> {
    const input = JSON.parse(request.body);
    const operation = request.headers['x-amz-target']?.split('.')[1];
    if (operation === 'PutEvents') {
      for (const { DetailType, Detail } of input.Entries)
        this.#onTold({ detailType: DetailType, order: JSON.parse(Detail) });
      return json({ FailedEntryCount: 0, Entries: [] });
    }
    const answer = await this.tables.answer(request);
    if (answer.statusCode === 200)
      for (const { TableName, Item } of writesOf(operation, input))
        if (TableName === 'Orders') this.#onStored(Item);
    return answer;
  }

  /** What the payment provider or a restaurant answers; the same key is one charge, one ticket, one refund. */
  partner(path: string, key: string, { card, restaurant }: { card: string; restaurant: string }): number {
    const answered = this.#answers.get(`${path} ${key}`);
    if (answered !== undefined) return answered;
    let status = 201;
    if (path === '/charges' && card === declinedCard) status = 402;
    if (path === '/tickets' && restaurant === refusingRestaurant) status = 409;
    if (path === '/charges' && status === 201) this.charged.add(key);
    if (path === '/refunds') this.refunded.add(key);
    this.#answers.set(`${path} ${key}`, status);
    return status;
  }
}

/** Where the partners are; a function asks for it once and keeps the answer. */
export const partnersUrl = json({ Parameter: { Value: 'http://partners.test' } });

type Put = { TableName: string; Item: Record<string, AttributeValue> };

function writesOf(operation: string | undefined, input: Put & { TransactItems?: { Put: Put }[] }): Put[] {
  if (operation === 'PutItem') return [input];
  return operation === 'TransactWriteItems' ? (input.TransactItems ?? []).map(({ Put }) => Put) : [];
}

function json(body: object): SdkAnswer {
  return {
    statusCode: 200,
    headers: { 'content-type': 'application/x-amz-json-1.1' },
    body: JSON.stringify(body),
  };
}
