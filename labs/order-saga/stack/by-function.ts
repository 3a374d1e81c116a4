import { Alias } from 'aws-cdk-lib/aws-lambda';
import { CfnOutput, Duration } from 'aws-cdk-lib/core';
import { stepsOf } from '../handlers/saga/events.ts';
import type { Shop } from './shop.ts';

/** Joins the steps by a durable function that calls them. */
export function joinByFunction(shop: Shop): void {
  const { stack, orders, handler, step, stepTimeout } = shop;
  const steps = stepsOf(shop.takesPayment).map((name) => step(name, 'orchestrated/answer'));
  const fulfil = handler('Fulfil', 'orchestrated/fulfil', {
    durableConfig: { executionTimeout: Duration.days(1), retentionPeriod: Duration.days(14) },
    // It waits for one step, however long that may take.
    timeout: Duration.seconds(2 * stepTimeout.toSeconds() + 1),
    environment: {
      ATTEMPTS: String(shop.attempts),
      ...Object.fromEntries(steps.map(({ node, functionName }) => [node.id, functionName])),
    },
  });
  orders.grantReadWriteData(fulfil);
  for (const each of steps) each.grantInvoke(fulfil);
  // A durable function is invoked by a version, here the one that the alias names: an order goes on with the code that it began with.
  const current = new Alias(stack, 'FulfilCurrent', { aliasName: 'current', version: fulfil.currentVersion });
  const place = handler('PlaceOrder', 'orchestrated/place-order', {
    environment: { FULFIL: current.functionArn },
  });
  current.grantInvoke(place);
  shop.takesOrders(place);
  new CfnOutput(stack, 'FulfilName', { value: fulfil.functionName });
}
