import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { placing } from '../saga/placing.ts';

const lambda = new LambdaClient();

/** Keeps an order, and starts what fulfils it. The order’s id names the execution: placed twice, it is fulfilled once. */
export const handler = placing((order) =>
  lambda.send(
    new InvokeCommand({
      FunctionName: process.env.FULFIL,
      InvocationType: 'Event',
      DurableExecutionName: order.orderId,
      Payload: JSON.stringify(order),
    }),
  ),
);
