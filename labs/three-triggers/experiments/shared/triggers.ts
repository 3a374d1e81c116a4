import { PutObjectCommand } from '@aws-sdk/client-s3';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Surroundings } from '#experiment/define-experiment.ts';
import { isReadable } from '#experiment/table.ts';

/** The deployed lab as who sets off its triggers sees it. */
export type TriggersApi = Pick<Surroundings<string>, 'clients' | 'outputs' | 'signal'>;

export interface Order {
  orderId: string;
  item: 'espresso' | 'poison';
}

/** A way to hand in an order; gives whether it was answered with success. */
export type Trigger = (api: TriggersApi, order: Order) => Promise<boolean>;

export const byRequest: Trigger = async ({ clients, outputs, signal }, order) => {
  const { status } = await clients.http.postJson(`${outputs.ApiUrl}/orders`, order, signal);
  return status < 400;
};

export const byUpload: Trigger = ({ clients, outputs, signal }, order) =>
  succeeds(
    clients.s3.send(
      new PutObjectCommand({
        Bucket: outputs.BucketName,
        Key: `orders/${order.orderId}.json`,
        Body: JSON.stringify(order),
        ContentType: 'application/json',
      }),
      { abortSignal: signal },
    ),
  );

export const byChange: Trigger = ({ clients, outputs, signal }, order) =>
  succeeds(
    clients.documents.send(new PutCommand({ TableName: outputs.TableName, Item: order }), {
      abortSignal: signal,
    }),
  );

const succeeds = (call: Promise<unknown>): Promise<boolean> =>
  call.then(
    () => true,
    () => false,
  );

/** How many of the orders the handler is done with. */
export async function doneOf({ clients, outputs, signal }: TriggersApi, orderIds: string[]): Promise<number> {
  const done = await Promise.all(
    orderIds.map((orderId) =>
      isReadable(clients.documents, outputs.DoneTableName ?? '', { orderId }, signal),
    ),
  );
  return done.filter(Boolean).length;
}
