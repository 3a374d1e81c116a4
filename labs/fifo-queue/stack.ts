import { type CfnIntegration, HttpApi, HttpMethod, ParameterMapping } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpSqsIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { AttributeType, BillingMode, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Runtime } from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { App, CfnOutput, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';

/** How long the stand-in for the work on an event takes: from half of this to one and a half. */
const serviceMs = 60;
const visibilityTimeout = Duration.seconds(2);
const maxReceiveCount = 2;

/** Events of customers, which should be worked on in the order in which they were sent. */
export class FifoQueue extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const fifo = (this.node.tryGetContext('queue') ?? 'fifo') === 'fifo';

    const customers = new Table(this, 'Customers', {
      partitionKey: { name: 'customer', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      removalPolicy: RemovalPolicy.DESTROY,
    });

    // #region queue
    const type = fifo ? { fifo } : {};
    const deadLetters = new Queue(this, 'DeadLetters', { ...type, retentionPeriod: Duration.days(14) });
    const queue = new Queue(this, 'EventQueue', {
      ...type,
      visibilityTimeout,
      deadLetterQueue: { queue: deadLetters, maxReceiveCount },
    });
    // #endregion queue

    // #region send
    const message = new ParameterMapping()
      .custom('QueueUrl', queue.queueUrl)
      .custom('MessageBody', '$request.body');
    if (fifo) {
      message.custom('MessageGroupId', '$request.body.customer');
      message.custom('MessageDeduplicationId', '$request.body.eventId');
    }
    const api = new HttpApi(this, 'Api');
    const [route] = api.addRoutes({
      path: '/events',
      methods: [HttpMethod.POST],
      integration: new HttpSqsIntegration('SendEvent', { queue, parameterMapping: message }),
    });
    // SQS says 200 once it has the message; our caller hears 202. CDK has no property for this mapping yet.
    const integration = route?.node.findChild('SendEvent').node.defaultChild as CfnIntegration;
    integration.responseParameters = {
      '200': { ResponseParameters: [{ Destination: 'overwrite:statuscode', Source: '202' }] },
    };
    // #endregion send

    const worker = new NodejsFunction(this, 'Worker', {
      entry: `${import.meta.dirname}/handlers/append-event.ts`,
      runtime: Runtime.NODEJS_24_X,
      timeout: Duration.seconds(2),
      environment: { TABLE_NAME: customers.tableName, SERVICE_MS: String(serviceMs) },
    });
    customers.grantReadWriteData(worker);
    worker.addEventSource(new SqsEventSource(queue, { batchSize: 1, maxConcurrency: 5 }));

    new CfnOutput(this, 'ApiUrl', { value: api.apiEndpoint });
    new CfnOutput(this, 'TableName', { value: customers.tableName });
    new CfnOutput(this, 'QueueUrl', { value: queue.queueUrl });
    new CfnOutput(this, 'DeadLetterQueueUrl', { value: deadLetters.queueUrl });
    new CfnOutput(this, 'ServiceMs', { value: String(serviceMs) });
    new CfnOutput(this, 'VisibilityTimeoutSeconds', { value: String(visibilityTimeout.toSeconds()) });
    new CfnOutput(this, 'MaxReceiveCount', { value: String(maxReceiveCount) });
  }
}

new FifoQueue(new App(), 'FifoQueue');
