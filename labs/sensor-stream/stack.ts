import { HttpApi, HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { AttributeType, BillingMode, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Stream, StreamMode } from 'aws-cdk-lib/aws-kinesis';
import { Runtime, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { KinesisEventSource, SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { App, CfnOutput, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';

/** Readings of devices, put into a stream and worked on in order: API Gateway, Lambda, Kinesis, Lambda, DynamoDB. */
export class SensorStream extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const setting = (name: string) => numberOf(this.node.tryGetContext(name));

    // #region settings
    /** What a reading's partition key is: `device`, `none`, `one` or `device-part` (handlers/partition-key.ts). */
    const key = this.node.tryGetContext('key') ?? 'device';
    const shards = setting('shards') ?? 2;
    /** What the function that puts does with refused readings: `resend` or `ignore`. */
    const onRefused = this.node.tryGetContext('onRefused') ?? 'resend';
    /** Which file of handlers/ works on the readings. */
    const handler = this.node.tryGetContext('handler') ?? 'append-readings';
    /** How long the stand-in for the work takes: on a reading, or with `-batch` and `count-` on a batch of them. */
    const serviceMs = setting('serviceMs') ?? 60;
    const batchSize = setting('batchSize') ?? 10;
    const batchWindow = Duration.seconds(setting('batchWindowSeconds') ?? 0);
    /** Batches of one shard that are worked on at the same time, of different partition keys. */
    const parallelizationFactor = setting('parallelizationFactor') ?? 1;
    /** 0 leaves it at the default: no limit but the stream's retention. */
    const retryAttempts = setting('retryAttempts') ?? 0;
    const maximumAge = setting('maximumAgeSeconds') ?? 0;
    /** Whether a batch that fails is split in two: 1 or 0. */
    const bisect = setting('bisect') ?? 0;
    /** How long the windows are that readings are summed in. */
    const tumblingWindow = Duration.seconds(setting('tumblingWindowSeconds') ?? 1);
    // #endregion settings

    const devices = new Table(this, 'Devices', {
      partitionKey: { name: 'device', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const stream = new Stream(this, 'Readings', {
      streamMode: StreamMode.PROVISIONED,
      shardCount: shards,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const givenUp = new Queue(this, 'GivenUp', { retentionPeriod: Duration.days(14) });

    const code = (file: string, timeout: Duration, environment: Record<string, string>) => ({
      entry: `${import.meta.dirname}/handlers/${file}.ts`,
      runtime: Runtime.NODEJS_24_X,
      timeout,
      environment,
    });

    // #region put
    const accept = new NodejsFunction(
      this,
      'Accept',
      code('accept-readings', Duration.seconds(15), {
        STREAM_NAME: stream.streamName,
        PARTITION_KEY: key,
        ON_REFUSED: onRefused,
      }),
    );
    stream.grantWrite(accept);
    const api = new HttpApi(this, 'Api');
    api.addRoutes({
      path: '/readings',
      methods: [HttpMethod.POST],
      integration: new HttpLambdaIntegration('AcceptReadings', accept),
    });
    // #endregion put

    // #region work
    const worker = new NodejsFunction(
      this,
      'Worker',
      code(handler, Duration.seconds(10), {
        TABLE_NAME: devices.tableName,
        SERVICE_MS: String(serviceMs),
        WINDOW_MS: String(tumblingWindow.toMilliseconds()),
      }),
    );
    devices.grantReadWriteData(worker);
    worker.addEventSource(
      new KinesisEventSource(stream, {
        startingPosition: StartingPosition.TRIM_HORIZON,
        batchSize,
        maxBatchingWindow: batchWindow,
        parallelizationFactor,
        retryAttempts: retryAttempts || undefined,
        maxRecordAge: maximumAge > 0 ? Duration.seconds(maximumAge) : undefined,
        bisectBatchOnError: bisect === 1,
        // Only this handler sums in the state that Lambda hands on.
        tumblingWindow: handler === 'sum-window' ? tumblingWindow : undefined,
        // Only this handler can say how far it came; the others fail with their whole batch.
        reportBatchItemFailures: handler === 'append-until-failure',
        onFailure: new SqsDlq(givenUp),
      }),
    );
    // #endregion work

    new CfnOutput(this, 'ApiUrl', { value: api.apiEndpoint });
    new CfnOutput(this, 'StreamName', { value: stream.streamName });
    new CfnOutput(this, 'TableName', { value: devices.tableName });
    new CfnOutput(this, 'GivenUpQueueUrl', { value: givenUp.queueUrl });
    new CfnOutput(this, 'Shards', { value: String(shards) });
    new CfnOutput(this, 'ServiceMs', { value: String(serviceMs) });
    new CfnOutput(this, 'BatchSize', { value: String(batchSize) });
  }
}

const numberOf = (value: unknown) => (value === undefined ? undefined : Number(value));

new SensorStream(new App(), 'SensorStream');
