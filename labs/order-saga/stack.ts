import { type CfnIntegration, HttpApi, HttpMethod, ParameterMapping } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration, HttpSqsIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { AttributeType, BillingMode, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Runtime } from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { NodejsFunction, type NodejsFunctionProps } from 'aws-cdk-lib/aws-lambda-nodejs';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { App, CfnOutput, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { joinByEvents } from './stack/by-events.ts';
import { joinByFunction } from './stack/by-function.ts';
import { joinByStateMachine } from './stack/by-state-machine.ts';

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
    /** Who knows the order of the steps: nobody (`choreographed`, by events), a function (`orchestrated`) or a `state-machine`. */
    const way: string = this.node.tryGetContext('way') ?? 'choreographed';
    /** Whether the shop is paid before it ships: 1, or 0 for one that gives its goods away. */
    const takesPayment = (setting('payment') ?? 1) === 1;
    /** Choreographed: whether the services take back what they did when a later step is refused: 1 or 0. */
    const compensation = setting('compensation') ?? 1;
    /** Choreographed: whether orders that are pending for too long are looked for: 1 or 0. */
    const sweep = setting('sweep') ?? 1;
    /** Choreographed: whether every event is kept in a table, by order: 1 or 0. */
    const eventLog = setting('eventLog') ?? 0;
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
    const shipments = table('Shipments', 'orderId');
    const handler = (name: string, file: string, more: Partial<NodejsFunctionProps> = {}) =>
      new NodejsFunction(this, name, {
        entry: `${import.meta.dirname}/handlers/${file}.ts`,
        runtime: Runtime.NODEJS_24_X,
        timeout: stepTimeout,
        ...more,
        environment: { ORDERS_TABLE: orders.tableName, SERVICE_MS: String(serviceMs), ...more.environment },
      });
    const tablesOf: Record<string, Record<string, Table>> = {
      Stock: { STOCK_TABLE: stock, RESERVATIONS_TABLE: reservations },
      Shipment: { SHIPMENTS_TABLE: shipments },
    };
    if (takesPayment) {
      const payments = table('Payments', 'orderId');
      tablesOf.Payment = { PAYMENTS_TABLE: payments };
      output('PaymentsTable', payments.tableName);
    }
    /** The function of a step, which may use the tables of its service and no other. */
    const step = (name: string, file: string, more: Partial<NodejsFunctionProps> = {}) => {
      const [, service = ''] = /[A-Z][a-z]+([A-Z][a-z]+)$/.exec(name) ?? [];
      const tables = Object.entries(tablesOf[service] ?? {});
      const lambda = handler(name, file, {
        handler: name,
        ...more,
        environment: {
          ...Object.fromEntries(tables.map(([variable, { tableName }]) => [variable, tableName])),
          ...more.environment,
        },
      });
      for (const [, each] of tables) each.grantReadWriteData(lambda);
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

    // #region way
    const shop = {
      stack: this,
      orders,
      handler,
      step,
      takesOrders,
      takesPayment,
      attempts,
      stepTimeout,
      visibilityTimeout,
    };
    if (way === 'choreographed') joinByEvents(shop, { compensation, sweep, eventLog });
    if (way === 'orchestrated') joinByFunction(shop);
    if (way === 'state-machine') joinByStateMachine(shop);
    // #endregion way

    output('OrdersTable', orders.tableName);
    output('ReservationsTable', reservations.tableName);
    output('ShipmentsTable', shipments.tableName);
    output('ApiUrl', api.apiEndpoint);
    output('ServiceMs', String(serviceMs));
    output('Shards', String(shards));
    output('MaximumConcurrency', String(maximumConcurrency));
  }
}

const numberOf = (value: unknown) => (value === undefined ? undefined : Number(value));

new OrderSaga(new App(), 'OrderSaga');
