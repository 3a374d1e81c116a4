import { StepError, withDurableExecution } from '@aws/durable-execution-sdk-js';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import type { Order } from '../saga/order.ts';
import { storeEnd } from '../saga/orders-table.ts';

const lambda = new LambdaClient();
/** A shop that gives its goods away has no function for it. */
const takesPayment = process.env.AuthorisePayment !== undefined;

// #region fulfil
/** Takes an order through its steps, and back where one is refused or does not answer. */
export const handler = withDurableExecution(async (order: Order, context) => {
  const step = (name: string, attempts: number) =>
    context.step(name, () => call(name, order), {
      retryStrategy: (_, attempt) => ({
        shouldRetry: attempt < attempts,
        delay: { seconds: Math.min(2 ** (attempt - 1), 60) },
      }),
    });
  const forward = (name: string) => step(name, Number(process.env.ATTEMPTS));
  // What has to be taken back is tried for hours: nobody else will do it.
  const backward = (name: string) => step(name, 200);

  async function fulfil(): Promise<'completed' | 'cancelled'> {
    try {
      if ((await forward('ReserveStock')) !== 'StockReserved') return 'cancelled';
      const isPaid = !takesPayment || (await forward('AuthorisePayment')) === 'PaymentAuthorised';
      if (isPaid && (await forward('BookShipment')) === 'ShipmentBooked') return 'completed';
    } catch (error) {
      if (!(error instanceof StepError)) throw error;
      // A step did not answer, and may be done all the same. The shipment decides.
      if ((await backward('StopShipment')) === 'ShipmentBooked') return 'completed';
    }
    if (takesPayment) await backward('VoidPayment');
    await backward('ReleaseStock');
    return 'cancelled';
  }

  const end = await fulfil();
  await context.step('end', () => storeEnd(order.orderId, end).then(() => end));
  return end;
});
// #endregion fulfil

/** Calls the function of a step and gives what it tells. */
async function call(name: string, order: Order): Promise<string> {
  const { Payload, FunctionError } = await lambda.send(
    new InvokeCommand({ FunctionName: process.env[name], Payload: JSON.stringify(order) }),
  );
  const answer = Buffer.from(Payload ?? []).toString();
  if (FunctionError) throw new Error(`${name} failed: ${answer}`);
  return JSON.parse(answer);
}
