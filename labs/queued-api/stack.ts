import { type CfnIntegration, HttpApi, HttpMethod, ParameterMapping } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpSqsIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { AttributeType, BillingMode, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Runtime } from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { App, CfnOutput, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';

/** An order accepted into a queue and stored later: API Gateway, SQS, Lambda, DynamoDB, and a dead-letter queue. */
export class QueuedApi extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const setting = (name: string) => numberOf(this.node.tryGetContext(name));

    // #region settings
    /** Which file of handlers/ works on the orders. */
    const handler = this.node.tryGetContext('handler') ?? 'store-order';
    /** How long the stand-in for a payment provider takes. */
    const serviceMs = setting('serviceMs') ?? 200;
    /** How many batches the mapping has Lambda work on at the same time, from 2 on; 0 sets no limit of its own. */
    const maximumConcurrency = setting('maximumConcurrency') ?? 5;
    /** How many batches the function works on at the same time, whoever calls; 0 reserves nothing. */
    const reservedConcurrency = setting('reservedConcurrency') ?? 0;
    const batchSize = setting('batchSize') ?? 1;
    const batchWindow = Duration.seconds(setting('batchWindowSeconds') ?? 0);
    const functionTimeout = Duration.seconds(setting('functionTimeoutSeconds') ?? 5);
    const visibilityTimeout = Duration.seconds(setting('visibilityTimeoutSeconds') ?? 30);
    const maxReceiveCount = setting('maxReceiveCount') ?? 5;
    /** Writes per second that the table is provisioned for; 0 leaves it on demand. */
    const writeUnits = setting('writeUnits') ?? 0;
    /** Orders per second that the API lets in; 0 leaves it at the account's limit. */
    const acceptPerSecond = setting('acceptPerSecond') ?? 0;
    // #endregion settings

    // #region table
    const orders = new Table(this, 'Orders', {
      partitionKey: { name: 'orderId', type: AttributeType.STRING },
      ...(writeUnits > 0
        ? { billingMode: BillingMode.PROVISIONED, writeCapacity: writeUnits, readCapacity: writeUnits }
        : { billingMode: BillingMode.PAY_PER_REQUEST }),
      removalPolicy: RemovalPolicy.DESTROY,
    });
    // #endregion table

    // #region queue
    const deadLetters = new Queue(this, 'DeadLetters', { retentionPeriod: Duration.days(14) });
    const queue = new Queue(this, 'OrderQueue', {
      visibilityTimeout,
      deadLetterQueue: { queue: deadLetters, maxReceiveCount },
    });
    // #endregion queue

    // #region accept
    const api = new HttpApi(this, 'Api', { createDefaultStage: false });
    api.addStage('Stage', {
      stageName: '$default',
      autoDeploy: true,
      ...(acceptPerSecond > 0 && {
        throttle: { rateLimit: acceptPerSecond, burstLimit: Math.ceil(acceptPerSecond / 5) },
      }),
    });
    const [route] = api.addRoutes({
      path: '/orders',
      methods: [HttpMethod.POST],
      integration: new HttpSqsIntegration('SendOrder', {
        queue,
        parameterMapping: new ParameterMapping()
          .custom('QueueUrl', queue.queueUrl)
          .custom('MessageBody', '$request.body'),
      }),
    });
    // SQS says 200 once it has the message; our caller hears 202. CDK has no property for this mapping yet.
    const integration = route?.node.findChild('SendOrder').node.defaultChild as CfnIntegration;
    integration.responseParameters = {
      '200': { ResponseParameters: [{ Destination: 'overwrite:statuscode', Source: '202' }] },
    };
    // #endregion accept

    // #region work
    const worker = new NodejsFunction(this, 'Worker', {
      entry: `${import.meta.dirname}/handlers/${handler}.ts`,
      runtime: Runtime.NODEJS_24_X,
      timeout: functionTimeout,
      reservedConcurrentExecutions: reservedConcurrency || undefined,
      environment: { TABLE_NAME: orders.tableName, SERVICE_MS: String(serviceMs) },
    });
    orders.grantReadWriteData(worker);
    worker.addEventSource(
      new SqsEventSource(queue, {
        batchSize,
        maxBatchingWindow: batchWindow,
        maxConcurrency: maximumConcurrency || undefined,
        // The one handler that cannot say which message failed returns the whole batch.
        reportBatchItemFailures: handler !== 'whole-batch',
      }),
    );
    // #endregion work

    new CfnOutput(this, 'ApiUrl', { value: api.apiEndpoint });
    new CfnOutput(this, 'TableName', { value: orders.tableName });
    new CfnOutput(this, 'QueueUrl', { value: queue.queueUrl });
    new CfnOutput(this, 'DeadLetterQueueUrl', { value: deadLetters.queueUrl });
    new CfnOutput(this, 'DeadLetterQueueArn', { value: deadLetters.queueArn });
    new CfnOutput(this, 'ServiceMs', { value: String(serviceMs) });
    new CfnOutput(this, 'MaximumConcurrency', { value: String(maximumConcurrency) });
    new CfnOutput(this, 'ReservedConcurrency', { value: String(reservedConcurrency) });
    new CfnOutput(this, 'VisibilityTimeoutSeconds', { value: String(visibilityTimeout.toSeconds()) });
    new CfnOutput(this, 'MaxReceiveCount', { value: String(maxReceiveCount) });
  }
}

const numberOf = (value: unknown) => (value === undefined ? undefined : Number(value));

new QueuedApi(new App(), 'QueuedApi');
