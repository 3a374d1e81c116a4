import { type CfnIntegration, HttpApi, HttpMethod, ParameterMapping } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration, HttpSqsIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { AttributeType, BillingMode, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Runtime } from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { App, CfnOutput, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { watchCallers, watchFunction, watchQueue } from './stack/alarms.ts';

/** How long the stand-in for a payment provider takes. */
const serviceMs = 400;
/** How many orders each path works on at the same time. */
const concurrency = 2;
const functionTimeout = Duration.seconds(2);
const visibilityTimeout = Duration.seconds(2);

/** The same order on two paths, each with the alarms that one would set on it. */
export class WatchTheRightNumber extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const fifo = this.node.tryGetContext('queue') === 'fifo';
    // An order of a customer that must not be skipped is tried for longer before it is given up.
    const maxReceiveCount = fifo ? 20 : 3;

    const orders = new Table(this, 'Orders', {
      partitionKey: { name: 'orderId', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const handler = (name: string, reservedConcurrentExecutions?: number) => {
      const lambda = new NodejsFunction(this, `${name}Handler`, {
        entry: `${import.meta.dirname}/handlers/${name.toLowerCase()}.ts`,
        runtime: Runtime.NODEJS_24_X,
        timeout: functionTimeout,
        reservedConcurrentExecutions,
        environment: { TABLE_NAME: orders.tableName, SERVICE_MS: String(serviceMs) },
      });
      orders.grantReadWriteData(lambda);
      return lambda;
    };

    // #region sync-path
    const syncApi = new HttpApi(this, 'SyncApi');
    const syncHandler = handler('Sync', concurrency);
    syncApi.addRoutes({
      path: '/orders',
      methods: [HttpMethod.POST],
      integration: new HttpLambdaIntegration('PlaceOrder', syncHandler),
    });
    // #endregion sync-path

    // #region queued-path
    const type = fifo ? { fifo } : {};
    const deadLetters = new Queue(this, 'DeadLetters', { ...type, retentionPeriod: Duration.days(14) });
    const queue = new Queue(this, 'OrderQueue', {
      ...type,
      visibilityTimeout,
      deadLetterQueue: { queue: deadLetters, maxReceiveCount },
    });
    const message = new ParameterMapping()
      .custom('QueueUrl', queue.queueUrl)
      .custom('MessageBody', '$request.body');
    if (fifo) {
      message.custom('MessageGroupId', '$request.body.customer');
      message.custom('MessageDeduplicationId', '$request.body.orderId');
    }
    const queuedApi = new HttpApi(this, 'QueuedApi');
    const [route] = queuedApi.addRoutes({
      path: '/orders',
      methods: [HttpMethod.POST],
      integration: new HttpSqsIntegration('SendOrder', { queue, parameterMapping: message }),
    });
    // SQS says 200 once it has the message; our caller hears 202. CDK has no property for this mapping yet.
    const integration = route?.node.findChild('SendOrder').node.defaultChild as CfnIntegration;
    integration.responseParameters = {
      '200': { ResponseParameters: [{ Destination: 'overwrite:statuscode', Source: '202' }] },
    };
    const queuedHandler = handler('Queued');
    // One order for each invocation, so that both paths have the same capacity.
    queuedHandler.addEventSource(
      new SqsEventSource(queue, { batchSize: 1, maxConcurrency: concurrency, reportBatchItemFailures: true }),
    );
    // #endregion queued-path

    // #region alarms
    const slowMs = 2.8 * serviceMs;
    watchCallers(this, 'Sync', syncApi, { slowMs });
    watchFunction(this, 'Sync', syncHandler, { slowMs });
    watchCallers(this, 'Queued', queuedApi, { slowMs });
    watchFunction(this, 'Queued', queuedHandler, { slowMs });
    watchQueue(this, 'Queued', queue, deadLetters, { promise: Duration.minutes(3), deep: 5 });
    // #endregion alarms

    new CfnOutput(this, 'SyncApiUrl', { value: syncApi.apiEndpoint });
    new CfnOutput(this, 'QueuedApiUrl', { value: queuedApi.apiEndpoint });
    new CfnOutput(this, 'TableName', { value: orders.tableName });
    new CfnOutput(this, 'QueueUrl', { value: queue.queueUrl });
    new CfnOutput(this, 'DeadLetterQueueUrl', { value: deadLetters.queueUrl });
    new CfnOutput(this, 'ServiceMs', { value: String(serviceMs) });
    new CfnOutput(this, 'Concurrency', { value: String(concurrency) });
    new CfnOutput(this, 'VisibilityTimeoutSeconds', { value: String(visibilityTimeout.toSeconds()) });
    new CfnOutput(this, 'SlowMs', { value: String(slowMs) });
    new CfnOutput(this, 'MaxReceiveCount', { value: String(maxReceiveCount) });
  }
}

new WatchTheRightNumber(new App(), 'WatchTheRightNumber');
