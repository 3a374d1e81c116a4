import { HttpApi, HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { AttributeType, BillingMode, StreamViewType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Runtime, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { DynamoEventSource, SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import { NodejsFunction, type NodejsFunctionProps } from 'aws-cdk-lib/aws-lambda-nodejs';
import { Bucket, EventType } from 'aws-cdk-lib/aws-s3';
import { LambdaDestination } from 'aws-cdk-lib/aws-s3-notifications';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { App, CfnOutput, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';

/** One handler behind three triggers: a request, a file that is uploaded, a row that changes. */
export class ThreeTriggers extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);

    // #region settings
    /** 1: what fails is kept in a queue, and a change is tried again twice at most. 0: as AWS sets it. */
    const keepFailures = Number(this.node.tryGetContext('keepFailures') ?? 0) === 1;
    // #endregion settings

    const common = {
      partitionKey: { name: 'orderId', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      removalPolicy: RemovalPolicy.DESTROY,
    };
    const done = new Table(this, 'Done', common);
    const failures = new Queue(this, 'Failures');
    const worker = (name: string, props: NodejsFunctionProps = {}) => {
      const fn = new NodejsFunction(this, name, {
        entry: `${import.meta.dirname}/handlers/work.ts`,
        runtime: Runtime.NODEJS_24_X,
        timeout: Duration.seconds(10),
        environment: { DONE_TABLE: done.tableName },
        ...props,
      });
      done.grantWriteData(fn);
      return fn;
    };

    // #region request
    const api = new HttpApi(this, 'Api');
    api.addRoutes({
      path: '/orders',
      methods: [HttpMethod.POST],
      integration: new HttpLambdaIntegration('Work', worker('ByRequest')),
    });
    // #endregion request

    // #region upload
    const uploads = new Bucket(this, 'Uploads', {
      removalPolicy: RemovalPolicy.DESTROY,
      autoDeleteObjects: true,
    });
    const byUpload = worker('ByUpload', keepFailures ? { onFailure: new SqsDestination(failures) } : {});
    uploads.grantRead(byUpload);
    uploads.addEventNotification(EventType.OBJECT_CREATED, new LambdaDestination(byUpload));
    // #endregion upload

    // #region change
    const orders = new Table(this, 'Orders', { ...common, stream: StreamViewType.NEW_IMAGE });
    worker('ByChange').addEventSource(
      new DynamoEventSource(orders, {
        startingPosition: StartingPosition.TRIM_HORIZON,
        batchSize: 1,
        ...(keepFailures && { retryAttempts: 2, onFailure: new SqsDlq(failures) }),
      }),
    );
    // #endregion change

    new CfnOutput(this, 'ApiUrl', { value: api.apiEndpoint });
    new CfnOutput(this, 'BucketName', { value: uploads.bucketName });
    new CfnOutput(this, 'TableName', { value: orders.tableName });
    new CfnOutput(this, 'DoneTableName', { value: done.tableName });
    new CfnOutput(this, 'FailuresUrl', { value: failures.queueUrl });
  }
}

new ThreeTriggers(new App(), 'ThreeTriggers');
