import { type CfnIntegration, HttpApi, HttpMethod, ParameterMapping } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration, HttpSqsIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { AttributeType, BillingMode, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Runtime } from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { App, CfnOutput, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';

/** One order, two ways to place it: answered when it is stored, or accepted now and stored later. */
export class TwoPaths extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const setting = (name: string) => numberOf(this.node.tryGetContext(name));

    // #region settings
    /** How long the stand-in for a payment provider takes. Change it and run the lab again. */
    const serviceMs = setting('serviceMs') ?? 200;
    /** How many orders each path works on at the same time, from 2 on; 0 sets no limit. */
    const concurrency = setting('concurrency') ?? 0;
    /** How many queued orders one invocation works on, side by side. */
    const batchSize = setting('batchSize') ?? 10;
    const functionTimeout = Duration.seconds(setting('functionTimeoutSeconds') ?? 5);
    const visibilityTimeout = Duration.seconds(setting('visibilityTimeoutSeconds') ?? 30);
    const maxReceiveCount = setting('maxReceiveCount') ?? 5;
    // #endregion settings

    // #region table
    const orders = new Table(this, 'Orders', {
      partitionKey: { name: 'orderId', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    // #endregion table

    const handler = (name: string, reservedConcurrentExecutions?: number) => {
      const lambda = new NodejsFunction(this, `${name}Handler`, {
        entry: `${import.meta.dirname}/handlers/${name.toLowerCase()}.ts`,
        runtime: Runtime.NODEJS_24_X,
        timeout: functionTimeout,
        reservedConcurrentExecutions,
        environment: { TABLE_NAME: orders.tableName, SERVICE_MS: String(serviceMs) },
      });
      orders.grantReadWriteData(lambda);
      new CfnOutput(this, `${name}FunctionName`, { value: lambda.functionName });
      return lambda;
    };
    const api = new HttpApi(this, 'Api');

    // #region sync-route
    api.addRoutes({
      path: '/sync/orders',
      methods: [HttpMethod.POST],
      integration: new HttpLambdaIntegration('PlaceOrder', handler('Sync', concurrency || undefined)),
    });
    // #endregion sync-route

    // #region queued-route
    const deadLetters = new Queue(this, 'DeadLetters', { retentionPeriod: Duration.days(14) });
    const queue = new Queue(this, 'OrderQueue', {
      visibilityTimeout,
      deadLetterQueue: { queue: deadLetters, maxReceiveCount },
    });
    const [route] = api.addRoutes({
      path: '/queued/orders',
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
    handler('Queued').addEventSource(
      new SqsEventSource(queue, {
        batchSize,
        maxConcurrency: concurrency || undefined,
        reportBatchItemFailures: true,
      }),
    );
    // #endregion queued-route

    new CfnOutput(this, 'ApiUrl', { value: api.apiEndpoint });
    new CfnOutput(this, 'TableName', { value: orders.tableName });
    new CfnOutput(this, 'QueueUrl', { value: queue.queueUrl });
    new CfnOutput(this, 'DeadLetterQueueUrl', { value: deadLetters.queueUrl });
    new CfnOutput(this, 'ServiceMs', { value: String(serviceMs) });
    new CfnOutput(this, 'Concurrency', { value: String(concurrency) });
    new CfnOutput(this, 'VisibilityTimeoutSeconds', { value: String(visibilityTimeout.toSeconds()) });
    new CfnOutput(this, 'MaxReceiveCount', { value: String(maxReceiveCount) });
  }
}

const numberOf = (value: unknown) => (value === undefined ? undefined : Number(value));

new TwoPaths(new App(), 'TwoPaths');
