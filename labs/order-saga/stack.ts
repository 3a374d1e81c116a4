import { type CfnIntegration, HttpApi, HttpMethod, ParameterMapping } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration, HttpSqsIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { AttributeType, BillingMode, Table } from 'aws-cdk-lib/aws-dynamodb';
import { EventBus, Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction, SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { Runtime } from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { NodejsFunction, type NodejsFunctionProps } from 'aws-cdk-lib/aws-lambda-nodejs';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { App, CfnOutput, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { backward, forward } from './handlers/saga/events.ts';

/** A shop with a stock: a sale that everybody comes to at once, and orders that take several services to fulfil. */
export class OrderSaga extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const setting = (name: string) => numberOf(this.node.tryGetContext(name));

    // #region settings
    /** How long the stand-in for a payment provider takes. */
    const serviceMs = setting('serviceMs') ?? 100;
    /** In how many counters a sharded stock lies. */
    const shards = setting('shards') ?? 4;
    /** How many purchases of the queue are worked on at the same time, from 2 on. */
    const maximumConcurrency = setting('maximumConcurrency') ?? 4;
    /** Who knows the order of the steps: nobody (`choreographed`, by events) or one function (`orchestrated`). */
    const way: string = this.node.tryGetContext('way') ?? 'choreographed';
    /** Choreographed: whether the services take back what they did when a later step is refused: 1 or 0. */
    const compensation = setting('compensation') ?? 1;
    /** Choreographed: whether orders that are pending for too long are looked for: 1 or 0. */
    const sweep = setting('sweep') ?? 1;
    const stepTimeout = Duration.seconds(setting('stepTimeoutSeconds') ?? 10);
    const visibilityTimeout = Duration.seconds(setting('visibilityTimeoutSeconds') ?? 60);
    /** How often a step is tried before it counts as failed. */
    const attempts = setting('attempts') ?? 3;
    // #endregion settings

    const table = (name: string, key: string) =>
      new Table(this, name, {
        partitionKey: { name: key, type: AttributeType.STRING },
        billingMode: BillingMode.PAY_PER_REQUEST,
        removalPolicy: RemovalPolicy.DESTROY,
      });
    const output = (name: string, value: string) => new CfnOutput(this, name, { value });
    const api = new HttpApi(this, 'Api');

    // #region sale
    const stock = table('Stock', 'counter');
    const sales = table('Sales', 'orderId');
    const seller = (name: string, file: string) => {
      const lambda = new NodejsFunction(this, name, {
        entry: `${import.meta.dirname}/handlers/sale/${file}.ts`,
        runtime: Runtime.NODEJS_24_X,
        timeout: Duration.seconds(20),
        environment: {
          STOCK_TABLE: stock.tableName,
          SALES_TABLE: sales.tableName,
          SERVICE_MS: String(serviceMs),
          SHARDS: String(shards),
        },
      });
      stock.grantReadWriteData(lambda);
      sales.grantWriteData(lambda);
      return lambda;
    };
    api.addRoutes({
      path: '/sale',
      methods: [HttpMethod.POST],
      integration: new HttpLambdaIntegration('BuyNow', seller('Buy', 'buy')),
    });

    const deadLetters = new Queue(this, 'SaleDeadLetters', { retentionPeriod: Duration.days(14) });
    const queue = new Queue(this, 'SaleQueue', {
      visibilityTimeout: Duration.minutes(2),
      deadLetterQueue: { queue: deadLetters, maxReceiveCount: 5 },
    });
    const [route] = api.addRoutes({
      path: '/queued-sale',
      methods: [HttpMethod.POST],
      integration: new HttpSqsIntegration('BuyLater', {
        queue,
        parameterMapping: new ParameterMapping()
          .custom('QueueUrl', queue.queueUrl)
          .custom('MessageBody', '$request.body'),
      }),
    });
    // SQS says 200 once it has the message; our buyer hears 202. CDK has no property for this mapping yet.
    const integration = route?.node.findChild('BuyLater').node.defaultChild as CfnIntegration;
    integration.responseParameters = {
      '200': { ResponseParameters: [{ Destination: 'overwrite:statuscode', Source: '202' }] },
    };
    seller('SellQueued', 'sell-queued').addEventSource(
      new SqsEventSource(queue, { batchSize: 1, maxConcurrency: maximumConcurrency }),
    );
    output('StockTable', stock.tableName);
    output('SalesTable', sales.tableName);
    output('SaleQueueUrl', queue.queueUrl);
    // #endregion sale

    // #region services
    const orders = table('Orders', 'orderId');
    const reservations = table('Reservations', 'orderId');
    const payments = table('Payments', 'orderId');
    const shipments = table('Shipments', 'orderId');
    const handler = (name: string, file: string, more: Partial<NodejsFunctionProps> = {}) =>
      new NodejsFunction(this, name, {
        entry: `${import.meta.dirname}/handlers/${way}/${file}.ts`,
        runtime: Runtime.NODEJS_24_X,
        timeout: stepTimeout,
        ...more,
        environment: {
          ORDERS_TABLE: orders.tableName,
          STOCK_TABLE: stock.tableName,
          RESERVATIONS_TABLE: reservations.tableName,
          PAYMENTS_TABLE: payments.tableName,
          SHIPMENTS_TABLE: shipments.tableName,
          SERVICE_MS: String(serviceMs),
          ...more.environment,
        },
      });
    /** The function of a step, which may use the tables of its service. */
    const step = (name: string, file: string, more: Partial<NodejsFunctionProps> = {}) => {
      const lambda = handler(name, file, { handler: name, ...more });
      const tables = name.endsWith('Stock')
        ? [stock, reservations]
        : name.endsWith('Payment')
          ? [payments]
          : [shipments];
      for (const each of tables) each.grantReadWriteData(lambda);
      return lambda;
    };
    const takesOrders = (lambda: NodejsFunction) => {
      orders.grantReadWriteData(lambda);
      api.addRoutes({
        path: '/orders',
        methods: [HttpMethod.POST],
        integration: new HttpLambdaIntegration('PlaceAnOrder', lambda),
      });
    };
    // #endregion services

    // #region choreography
    if (way === 'choreographed') {
      const bus = new EventBus(this, 'ShopBus');
      const environment = {
        BUS_NAME: bus.eventBusName,
        COMPENSATION: String(compensation),
        OVERDUE_MS: String(Duration.minutes(15).toMilliseconds()),
      };
      /** Has a function react to events of the bus, through a queue of its own. */
      const reacts = (lambda: NodejsFunction, detailType: string[]) => {
        const { id: name } = lambda.node;
        const deadLetters = new Queue(this, `${name}DeadLetters`, { retentionPeriod: Duration.days(14) });
        const queue = new Queue(this, `${name}Queue`, {
          visibilityTimeout,
          deadLetterQueue: { queue: deadLetters, maxReceiveCount: attempts },
        });
        new Rule(this, `${name}Rule`, {
          eventBus: bus,
          eventPattern: { source: ['shop'], detailType },
          targets: [new SqsQueue(queue)],
        });
        lambda.addEventSource(new SqsEventSource(queue, { batchSize: 1 }));
        bus.grantPutEventsTo(lambda);
      };

      const reactions = compensation ? { ...forward, ...backward } : forward;
      for (const [name, events] of Object.entries(reactions))
        reacts(step(name, 'react', { environment }), events);
      const ends = ['ShipmentBooked', 'StockRefused', 'StockReleased'];
      const refusals = ['PaymentDeclined', 'ShipmentRefused'];
      const record = handler('RecordEnd', 'record-end', { environment });
      reacts(record, compensation ? ends : [...ends, ...refusals]);
      orders.grantReadWriteData(record);
      const place = handler('PlaceOrder', 'place-order', { environment });
      bus.grantPutEventsTo(place);
      takesOrders(place);

      // #region sweep
      if (sweep) {
        const sweeper = handler('Sweep', 'sweep', { environment });
        orders.grantReadData(sweeper);
        bus.grantPutEventsTo(sweeper);
        const target = new LambdaFunction(sweeper);
        new Rule(this, 'SweepSchedule', { schedule: Schedule.rate(Duration.minutes(5)), targets: [target] });
        new Rule(this, 'SweepRequested', {
          eventBus: bus,
          eventPattern: { source: ['operator'], detailType: ['SweepRequested'] },
          targets: [target],
        });
      }
      // #endregion sweep
      output('BusName', bus.eventBusName);
    }
    // #endregion choreography

    // #region orchestration
    if (way === 'orchestrated') {
      const names = [...Object.keys(forward), ...Object.keys(backward)];
      const steps = names.map((name) => step(name, 'answer'));
      const fulfil = handler('Fulfil', 'fulfil', {
        durableConfig: { executionTimeout: Duration.days(1), retentionPeriod: Duration.days(14) },
        // It waits for one step, however long that may take.
        timeout: Duration.seconds(2 * stepTimeout.toSeconds() + 1),
        environment: {
          ATTEMPTS: String(attempts),
          ...Object.fromEntries(steps.map(({ node, functionName }) => [node.id, functionName])),
        },
      });
      orders.grantReadWriteData(fulfil);
      for (const each of steps) each.grantInvoke(fulfil);
      // A durable function is invoked by a version: an order goes on with the code that it began with.
      const { currentVersion } = fulfil;
      const place = handler('PlaceOrder', 'place-order', {
        environment: { FULFIL: currentVersion.functionArn },
      });
      currentVersion.grantInvoke(place);
      takesOrders(place);
    }
    // #endregion orchestration

    output('OrdersTable', orders.tableName);
    output('ReservationsTable', reservations.tableName);
    output('PaymentsTable', payments.tableName);
    output('ShipmentsTable', shipments.tableName);
    output('ApiUrl', api.apiEndpoint);
    output('ServiceMs', String(serviceMs));
    output('Shards', String(shards));
    output('MaximumConcurrency', String(maximumConcurrency));
  }
}

const numberOf = (value: unknown) => (value === undefined ? undefined : Number(value));

new OrderSaga(new App(), 'OrderSaga');
