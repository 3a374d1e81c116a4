import { HttpApi, HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { AttributeType, BillingMode, StreamViewType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { EventBus, Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction, SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { Runtime, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { DynamoEventSource, SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { App, CfnOutput, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';

/** Ordering food: placed while the customer waits, told through the table's stream, cooked and delivered afterwards. */
export class FoodOrder extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);

    // #region settings
    /** How the event gets out with the row: row-then-event, event-then-row, outbox or stream. */
    const tell = this.node.tryGetContext('tell') ?? 'stream';
    /** How far an order has come when its customer is answered: received, paid or accepted. */
    const replyAt = this.node.tryGetContext('replyAt') ?? 'accepted';
    /** How long the payment provider takes to charge a card, and as long the restaurant to say yes or no. */
    const serviceMs = Number(this.node.tryGetContext('serviceMs') ?? 100);
    // #endregion settings

    const common = { billingMode: BillingMode.PAY_PER_REQUEST, removalPolicy: RemovalPolicy.DESTROY };
    const orders = new Table(this, 'Orders', {
      ...common,
      partitionKey: { name: 'orderId', type: AttributeType.STRING },
      ...(tell === 'stream' && { stream: StreamViewType.NEW_IMAGE }),
    });
    const told = new Table(this, 'Told', {
      ...common,
      partitionKey: { name: 'orderId', type: AttributeType.STRING },
      sortKey: { name: 'reader', type: AttributeType.STRING },
    });
    const bus = new EventBus(this, 'OrderBus');

    // Where the payment provider and the restaurants are.
    const partners = new StringParameter(this, 'PartnersUrl', { stringValue: 'http://localhost:8080' });

    const handler = (name: string, file: string, environment: Record<string, string> = {}) => {
      const made = new NodejsFunction(this, name, {
        entry: `${import.meta.dirname}/handlers/${file}.ts`,
        runtime: Runtime.NODEJS_24_X,
        timeout: Duration.seconds(10),
        // The next minute, or the next delivery, tries again.
        retryAttempts: 0,
        environment: {
          TELL: tell,
          REPLY_AT: replyAt,
          ORDERS_TABLE: orders.tableName,
          BUS_NAME: bus.eventBusName,
          PARTNERS_URL_NAME: partners.parameterName,
          ...environment,
        },
      });
      orders.grantReadWriteData(made);
      bus.grantPutEventsTo(made);
      partners.grantRead(made);
      return made;
    };

    // #region tell
    const inOutbox: Record<string, string> = {};
    if (tell === 'outbox') {
      const outbox = new Table(this, 'Outbox', {
        ...common,
        partitionKey: { name: 'eventId', type: AttributeType.STRING },
      });
      inOutbox.OUTBOX_TABLE = outbox.tableName;
      const relay = handler('Relay', 'relay-outbox', inOutbox);
      outbox.grantReadWriteData(relay);
      new Rule(this, 'EachMinute', {
        schedule: Schedule.rate(Duration.minutes(1)),
        targets: [new LambdaFunction(relay)],
      });
    }
    if (tell === 'stream') {
      handler('Publish', 'publish-changes').addEventSource(
        new DynamoEventSource(orders, { startingPosition: StartingPosition.TRIM_HORIZON, batchSize: 10 }),
      );
    }
    // #endregion tell

    // #region place
    const api = new HttpApi(this, 'Api');
    const route = (path: string, method: HttpMethod, made: NodejsFunction) =>
      api.addRoutes({
        path,
        methods: [method],
        integration: new HttpLambdaIntegration(`${made.node.id}Route`, made),
      });
    route('/orders', HttpMethod.POST, handler('Place', 'place-order', inOutbox));
    route('/orders/{orderId}', HttpMethod.GET, handler('Status', 'tell-status'));
    // #endregion place

    // #region readers
    const deadLetters = new Queue(this, 'DeadLetters', { retentionPeriod: Duration.days(14) });
    const reads = (name: string, file: string, detailType: string[], environment = {}) => {
      const queue = new Queue(this, `${name}Queue`, {
        visibilityTimeout: Duration.seconds(60),
        deadLetterQueue: { queue: deadLetters, maxReceiveCount: 5 },
      });
      new Rule(this, `${name}Rule`, {
        eventBus: bus,
        eventPattern: { source: ['food.orders'], detailType },
        targets: [new SqsQueue(queue)],
      });
      const reader = handler(name, file, { READER: name, TOLD_TABLE: told.tableName, ...environment });
      told.grantWriteData(reader);
      reader.addEventSource(new SqsEventSource(queue, { batchSize: 1 }));
    };
    // What the reply did not wait for is done here.
    reads('Settle', 'settle-order', ['OrderReceived', 'OrderPaid'], inOutbox);
    reads('Kitchen', 'note-order', ['OrderAccepted']);
    reads('Courier', 'note-order', ['OrderAccepted']);
    reads('Mail', 'note-order', ['OrderAccepted', 'OrderRefused', 'OrderDeclined']);
    // #endregion readers

    new CfnOutput(this, 'ApiUrl', { value: api.apiEndpoint });
    new CfnOutput(this, 'TableName', { value: orders.tableName });
    new CfnOutput(this, 'ToldTableName', { value: told.tableName });
    new CfnOutput(this, 'PartnersUrlName', { value: partners.parameterName });
    new CfnOutput(this, 'ServiceMs', { value: String(serviceMs) });
  }
}

new FoodOrder(new App(), 'FoodOrder');
