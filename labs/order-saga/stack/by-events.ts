import { AttributeType, BillingMode, Table } from 'aws-cdk-lib/aws-dynamodb';
import { EventBus, type EventPattern, Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction, SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { CfnOutput, Duration, RemovalPolicy } from 'aws-cdk-lib/core';
import { reactionsOf } from '../handlers/saga/events.ts';
import type { Shop } from './shop.ts';

/** Joins the steps by events: each function reacts to what concerns it, and nobody knows the whole. */
export function joinByEvents(
  shop: Shop,
  { compensation, sweep, eventLog }: Record<'compensation' | 'sweep' | 'eventLog', number>,
): void {
  const { stack, orders, handler, step, attempts, visibilityTimeout } = shop;
  const output = (name: string, value: string) => new CfnOutput(stack, name, { value });
  const bus = new EventBus(stack, 'ShopBus');
  const environment = {
    BUS_NAME: bus.eventBusName,
    COMPENSATION: String(compensation),
    OVERDUE_MS: String(Duration.minutes(15).toMilliseconds()),
  };
  /** Has a function react to events of the bus, through a queue of its own. */
  const reacts = (lambda: NodejsFunction, pattern: EventPattern) => {
    const { id: name } = lambda.node;
    const deadLetters = new Queue(stack, `${name}DeadLetters`, { retentionPeriod: Duration.days(14) });
    const queue = new Queue(stack, `${name}Queue`, {
      visibilityTimeout,
      deadLetterQueue: { queue: deadLetters, maxReceiveCount: attempts },
    });
    new Rule(stack, `${name}Rule`, {
      eventBus: bus,
      eventPattern: { source: ['shop'], ...pattern },
      targets: [new SqsQueue(queue)],
    });
    lambda.addEventSource(new SqsEventSource(queue, { batchSize: 1 }));
    output(`${name}QueueUrl`, queue.queueUrl);
    output(`${name}DeadLettersUrl`, deadLetters.queueUrl);
  };

  // #region steps
  const { forward, backward } = reactionsOf(shop.takesPayment);
  const reactions = compensation ? { ...forward, ...backward } : forward;
  for (const [name, detailType] of Object.entries(reactions)) {
    const lambda = step(name, 'choreographed/react', { environment });
    reacts(lambda, { detailType });
    bus.grantPutEventsTo(lambda);
  }
  const ends = ['ShipmentBooked', 'StockRefused', 'StockReleased'];
  const refusals = ['PaymentDeclined', 'ShipmentRefused'];
  const record = handler('RecordEnd', 'choreographed/record-end', { environment });
  reacts(record, { detailType: compensation ? ends : [...ends, ...refusals] });
  orders.grantReadWriteData(record);
  const place = handler('PlaceOrder', 'choreographed/place-order', { environment });
  bus.grantPutEventsTo(place);
  shop.takesOrders(place);
  // #endregion steps

  // #region sweep
  if (sweep) {
    const sweeper = handler('Sweep', 'choreographed/sweep', { environment });
    orders.grantReadData(sweeper);
    bus.grantPutEventsTo(sweeper);
    const target = new LambdaFunction(sweeper);
    new Rule(stack, 'SweepSchedule', { schedule: Schedule.rate(Duration.minutes(5)), targets: [target] });
    new Rule(stack, 'SweepRequested', {
      eventBus: bus,
      eventPattern: { source: ['operator'], detailType: ['SweepRequested'] },
      targets: [target],
    });
  }
  // #endregion sweep

  // #region log
  if (eventLog) {
    const events = new Table(stack, 'Events', {
      partitionKey: { name: 'orderId', type: AttributeType.STRING },
      sortKey: { name: 'told', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const keep = handler('KeepEvent', 'choreographed/keep-event', {
      environment: { EVENTS_TABLE: events.tableName },
    });
    // Of every event: a step that is new is in it without a change here.
    reacts(keep, {});
    events.grantWriteData(keep);
    output('EventsTable', events.tableName);
  }
  // #endregion log
  output('BusName', bus.eventBusName);
}
