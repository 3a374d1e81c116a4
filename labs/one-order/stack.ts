import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import { HttpApi, HttpMethod, HttpStage, LogGroupLogDestination } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { AttributeType, BillingMode, StreamViewType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Runtime, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { DynamoEventSource, SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { App, CfnOutput, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';

/** One order through a gateway, a queue, a table and, when it fails, dead letters. Each hop writes a log of its own. */
export class OneOrder extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);

    /** How an order's id travels and is logged: handlers/how.ts has the ways. */
    const how = this.node.tryGetContext('how') ?? 'passed';
    const logs: LogGroup[] = [];
    const logOf = (name: string) => {
      const group = new LogGroup(this, `${name}Log`, {
        retention: RetentionDays.ONE_WEEK,
        removalPolicy: RemovalPolicy.DESTROY,
      });
      logs.push(group);
      return group;
    };
    const hop = (name: string, environment: Record<string, string> = {}) =>
      new NodejsFunction(this, name, {
        entry: `${import.meta.dirname}/handlers/${name.toLowerCase()}.ts`,
        runtime: Runtime.NODEJS_24_X,
        timeout: Duration.seconds(5),
        logGroup: logOf(name),
        environment: { HOW: how, ...environment },
      });

    // #region gateway
    const api = new HttpApi(this, 'Api', { createDefaultStage: false });
    new HttpStage(this, 'Stage', {
      httpApi: api,
      autoDeploy: true,
      accessLogSettings: {
        destination: new LogGroupLogDestination(logOf('Api')),
        // The request's id is the order's id from here on, so that the gateway's line has it, too.
        format: AccessLogFormat.custom(
          JSON.stringify({ hop: 'gateway', correlationId: '$context.requestId', status: '$context.status' }),
        ),
      },
    });
    // #endregion gateway

    const visibilityTimeout = Duration.seconds(30);
    const deadLetters = new Queue(this, 'DeadLetters', {
      visibilityTimeout,
      retentionPeriod: Duration.days(14),
    });
    const queue = new Queue(this, 'OrderQueue', {
      visibilityTimeout,
      deadLetterQueue: { queue: deadLetters, maxReceiveCount: 2 },
    });
    const orders = new Table(this, 'Orders', {
      partitionKey: { name: 'orderId', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      stream: StreamViewType.NEW_IMAGE,
      removalPolicy: RemovalPolicy.DESTROY,
    });

    const accept = hop('Accept', { QUEUE_URL: queue.queueUrl });
    queue.grantSendMessages(accept);
    api.addRoutes({
      path: '/orders',
      methods: [HttpMethod.POST],
      integration: new HttpLambdaIntegration('AcceptOrder', accept),
    });

    const work = hop('Work', { TABLE_NAME: orders.tableName, QUEUE_URL: queue.queueUrl });
    orders.grantWriteData(work);
    work.addEventSource(
      new SqsEventSource(queue, {
        batchSize: 10,
        maxBatchingWindow: Duration.seconds(1),
        maxConcurrency: 2,
        reportBatchItemFailures: true,
      }),
    );
    hop('Tell').addEventSource(
      new DynamoEventSource(orders, { startingPosition: StartingPosition.TRIM_HORIZON, retryAttempts: 2 }),
    );
    hop('Report').addEventSource(new SqsEventSource(deadLetters, { batchSize: 10 }));

    new CfnOutput(this, 'ApiUrl', { value: api.apiEndpoint });
    new CfnOutput(this, 'TableName', { value: orders.tableName });
    new CfnOutput(this, 'QueueUrl', { value: queue.queueUrl });
    new CfnOutput(this, 'LogGroups', { value: logs.map(({ logGroupName }) => logGroupName).join(' ') });
  }
}

new OneOrder(new App(), 'OneOrder');
