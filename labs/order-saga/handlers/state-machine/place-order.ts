import { ExecutionAlreadyExists, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { placing } from '../saga/placing.ts';

const stepFunctions = new SFNClient();

/** Keeps an order, and starts what fulfils it. The order’s id names the execution: placed twice, it is fulfilled once. */
export const handler = placing((order) =>
  stepFunctions
    .send(
      new StartExecutionCommand({
        stateMachineArn: process.env.MACHINE_ARN,
        name: order.orderId,
        input: JSON.stringify(order),
      }),
    )
    .catch((error) => {
      if (!(error instanceof ExecutionAlreadyExists)) throw error;
    }),
);
