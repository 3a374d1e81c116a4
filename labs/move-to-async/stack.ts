import { HttpApi, HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { AttributeType, BillingMode, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Runtime } from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { App, CfnOutput, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';

/** An API that is moved behind a queue while orders keep coming: one function in front, and a parameter that says at which step. */
export class MoveToAsync extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const setting = (name: string) => this.node.tryGetContext(name);

    // #region settings
    /** What a share is a share of: `customers` or `requests`. */
    const shareOf = String(setting('shareOf') ?? 'customers');
    /** Whether a request is paid for once under its key: 1 or 0. */
    const paysOnce = Number(setting('paysOnce') ?? 1);
    /** Whether only a newer version is stored: 1 or 0. */
    const keepsNewer = Number(setting('keepsNewer') ?? 1);
    /** How long an execution environment goes by the step that it has read. */
    const stepKeptMs = Number(setting('stepKeptMs') ?? 100);
    /** How long the stand-in for a payment provider takes. */
    const serviceMs = Number(setting('serviceMs') ?? 200);
    /** How many queued requests are worked on at the same time, from 2 on. */
    const concurrency = Number(setting('concurrency') ?? 2);
    // #endregion settings

    const table = (name: string, key: string) =>
      new Table(this, name, {
        partitionKey: { name: key, type: AttributeType.STRING },
        billingMode: BillingMode.PAY_PER_REQUEST,
        removalPolicy: RemovalPolicy.DESTROY,
      });
    const orders = table('Orders', 'orderId');
    const payments = table('Payments', 'paymentId');

    // #region queue
    const deadLetters = new Queue(this, 'DeadLetters', { fifo: true, retentionPeriod: Duration.days(14) });
    const queue = new Queue(this, 'OrderQueue', {
      fifo: true,
      visibilityTimeout: Duration.seconds(30),
      deadLetterQueue: { queue: deadLetters, maxReceiveCount: 5 },
    });
    // #endregion queue

    // #region step
    /** `sync`, `shadow`, `share:<percent>` or `queued`: see handlers/paths-of.ts. */
    const step = new StringParameter(this, 'Step', { stringValue: 'sync' });
    // #endregion step

    const handler = (name: string, file: string) => {
      const made = new NodejsFunction(this, name, {
        entry: `${import.meta.dirname}/handlers/${file}.ts`,
        runtime: Runtime.NODEJS_24_X,
        timeout: Duration.seconds(5),
        environment: {
          ORDERS_TABLE_NAME: orders.tableName,
          PAYMENTS_TABLE_NAME: payments.tableName,
          QUEUE_URL: queue.queueUrl,
          STEP_NAME: step.parameterName,
          STEP_KEPT_MS: String(stepKeptMs),
          SHARE_OF: shareOf,
          PAYS_ONCE: String(paysOnce),
          KEEPS_NEWER: String(keepsNewer),
          SERVICE_MS: String(serviceMs),
        },
      });
      orders.grantWriteData(made);
      payments.grantWriteData(made);
      return made;
    };

    // #region paths
    const receive = handler('ReceiveOrder', 'receive-order');
    step.grantRead(receive);
    queue.grantSendMessages(receive);
    const api = new HttpApi(this, 'Api');
    api.addRoutes({
      path: '/orders',
      methods: [HttpMethod.POST],
      integration: new HttpLambdaIntegration('ReceiveRoute', receive),
    });
    const worker = handler('WorkOff', 'work-off');
    worker.addEventSource(new SqsEventSource(queue, { batchSize: 1, maxConcurrency: concurrency }));
    // #endregion paths

    new CfnOutput(this, 'ApiUrl', { value: api.apiEndpoint });
    new CfnOutput(this, 'TableName', { value: orders.tableName });
    new CfnOutput(this, 'PaymentsTableName', { value: payments.tableName });
    new CfnOutput(this, 'QueueUrl', { value: queue.queueUrl });
    new CfnOutput(this, 'DeadLetterQueueUrl', { value: deadLetters.queueUrl });
    new CfnOutput(this, 'StepName', { value: step.parameterName });
    new CfnOutput(this, 'WorkerName', { value: worker.functionName });
    new CfnOutput(this, 'ServiceMs', { value: String(serviceMs) });
    new CfnOutput(this, 'StepKeptMs', { value: String(stepKeptMs) });
    new CfnOutput(this, 'Concurrency', { value: String(concurrency) });
  }
}

new MoveToAsync(new App(), 'MoveToAsync');
