import { HttpApi, HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { AttributeType, BillingMode, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Runtime } from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { App, CfnOutput, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';

/** Orders that wait for their turn, and a status that says when to ask again and whether anything has changed. */
export class WhenToAsk extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const setting = (name: string) => numberOf(this.node.tryGetContext(name));

    // #region settings
    /** How long the stand-in for a payment provider takes. */
    const serviceMs = setting('serviceMs') ?? 1000;
    /** How many orders are worked on at the same time, from 2 on. */
    const maximumConcurrency = setting('maximumConcurrency') ?? 2;
    // #endregion settings

    const orders = new Table(this, 'Orders', {
      partitionKey: { name: 'orderId', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const deadLetters = new Queue(this, 'DeadLetters', { retentionPeriod: Duration.days(14) });
    const queue = new Queue(this, 'OrderQueue', {
      visibilityTimeout: Duration.seconds(30),
      deadLetterQueue: { queue: deadLetters, maxReceiveCount: 5 },
    });

    const handler = (name: string, file: string) =>
      new NodejsFunction(this, name, {
        entry: `${import.meta.dirname}/handlers/${file}.ts`,
        runtime: Runtime.NODEJS_24_X,
        timeout: Duration.seconds(5),
        environment: {
          TABLE_NAME: orders.tableName,
          QUEUE_URL: queue.queueUrl,
          SERVICE_MS: String(serviceMs),
          CONCURRENCY: String(maximumConcurrency),
        },
      });

    // #region routes
    const accept = handler('Accept', 'accept-order');
    const status = handler('Status', 'tell-status');
    const api = new HttpApi(this, 'Api');
    api.addRoutes({
      path: '/orders',
      methods: [HttpMethod.POST],
      integration: new HttpLambdaIntegration('AcceptOrder', accept),
    });
    api.addRoutes({
      path: '/orders/{orderId}',
      methods: [HttpMethod.GET],
      integration: new HttpLambdaIntegration('TellStatus', status),
    });
    orders.grantWriteData(accept);
    queue.grantSendMessages(accept);
    orders.grantReadData(status);
    // #endregion routes

    const worker = handler('Worker', 'store-order');
    orders.grantWriteData(worker);
    worker.addEventSource(new SqsEventSource(queue, { batchSize: 1, maxConcurrency: maximumConcurrency }));

    new CfnOutput(this, 'ApiUrl', { value: api.apiEndpoint });
    new CfnOutput(this, 'TableName', { value: orders.tableName });
    new CfnOutput(this, 'QueueUrl', { value: queue.queueUrl });
    new CfnOutput(this, 'ServiceMs', { value: String(serviceMs) });
    new CfnOutput(this, 'MaximumConcurrency', { value: String(maximumConcurrency) });
  }
}

const numberOf = (value: unknown) => (value === undefined ? undefined : Number(value));

new WhenToAsk(new App(), 'WhenToAsk');
