import { HttpApi, HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { AttributeType, BillingMode, Table } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Runtime } from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { NodejsFunction, type NodejsFunctionProps } from 'aws-cdk-lib/aws-lambda-nodejs';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { App, CfnOutput, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';

/** A report of several steps that is accepted, worked on later, asked about and cancelled meanwhile. */
export class LongJob extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const setting = (name: string) => numberOf(this.node.tryGetContext(name));

    // #region settings
    /** What a worker that starts again goes by: `message`, `table` or `durable`. */
    const resume = this.node.tryGetContext('resume') ?? 'message';
    /** How long each step takes: the stand-in for minutes of work. */
    const serviceMs = setting('serviceMs') ?? 120;
    /** How long a worker may take, and how long its message stays hidden from others. */
    const timeout = Duration.seconds(setting('timeoutSeconds') ?? 12);
    // #endregion settings

    const table = (name: string, sortKey?: string) =>
      new Table(this, name, {
        partitionKey: { name: 'reportId', type: AttributeType.STRING },
        ...(sortKey && { sortKey: { name: sortKey, type: AttributeType.STRING } }),
        billingMode: BillingMode.PAY_PER_REQUEST,
        removalPolicy: RemovalPolicy.DESTROY,
      });
    const reports = table('Reports');
    const work = table('Work', 'done');
    const deadLetters = new Queue(this, 'DeadLetters', { retentionPeriod: Duration.days(14) });
    const queue = new Queue(this, 'ReportQueue', {
      visibilityTimeout: timeout,
      deadLetterQueue: { queue: deadLetters, maxReceiveCount: 5 },
    });

    const handler = (name: string, file: string, more: Partial<NodejsFunctionProps> = {}) =>
      new NodejsFunction(this, name, {
        entry: `${import.meta.dirname}/handlers/${file}.ts`,
        runtime: Runtime.NODEJS_24_X,
        timeout,
        ...more,
        environment: {
          REPORTS_TABLE: reports.tableName,
          WORK_TABLE: work.tableName,
          RESUME: resume,
          SERVICE_MS: String(serviceMs),
          ...more.environment,
        },
      });

    // #region workers
    const worker = handler('Worker', 'write-report');
    worker.addEventSource(new SqsEventSource(queue, { batchSize: 1, maxConcurrency: 10 }));
    const durableWorker = handler('DurableWorker', 'write-report-durably', {
      durableConfig: { executionTimeout: Duration.hours(1), retentionPeriod: Duration.days(1) },
    });
    // A durable function is invoked by a version: an execution that has begun goes on with the code that it began with.
    const { currentVersion } = durableWorker;
    for (const each of [worker, durableWorker]) {
      reports.grantReadWriteData(each);
      work.grantWriteData(each);
    }
    // #endregion workers

    // #region routes
    const accept = handler('Accept', 'accept-report', {
      environment: { QUEUE_URL: queue.queueUrl, DURABLE_WORKER: currentVersion.functionArn },
    });
    const status = handler('Status', 'tell-report');
    const cancel = handler('Cancel', 'cancel-report');
    const api = new HttpApi(this, 'Api');
    const route = (path: string, method: HttpMethod, name: string, fn: NodejsFunction) =>
      api.addRoutes({ path, methods: [method], integration: new HttpLambdaIntegration(name, fn) });
    route('/reports', HttpMethod.POST, 'AcceptReport', accept);
    route('/reports/{reportId}', HttpMethod.GET, 'TellReport', status);
    route('/reports/{reportId}/cancellation', HttpMethod.POST, 'CancelReport', cancel);
    reports.grantWriteData(accept);
    reports.grantReadData(status);
    reports.grantReadWriteData(cancel);
    queue.grantSendMessages(accept);
    currentVersion.grantInvoke(accept);
    cancel.addToRolePolicy(
      new PolicyStatement({
        actions: ['lambda:StopDurableExecution'],
        resources: [`${durableWorker.functionArn}:*`],
      }),
    );
    // #endregion routes

    new CfnOutput(this, 'ApiUrl', { value: api.apiEndpoint });
    new CfnOutput(this, 'ReportsTable', { value: reports.tableName });
    new CfnOutput(this, 'WorkTable', { value: work.tableName });
    new CfnOutput(this, 'QueueUrl', { value: queue.queueUrl });
    new CfnOutput(this, 'ServiceMs', { value: String(serviceMs) });
    new CfnOutput(this, 'TimeoutSeconds', { value: String(timeout.toSeconds()) });
  }
}

const numberOf = (value: unknown) => (value === undefined ? undefined : Number(value));

new LongJob(new App(), 'LongJob');
