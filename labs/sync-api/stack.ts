import { LambdaIntegration, RestApi } from 'aws-cdk-lib/aws-apigateway';
import { HttpApi, HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { AttributeType, BillingMode, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Runtime } from 'aws-cdk-lib/aws-lambda';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import { App, CfnOutput, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';

/** One order through one chain, answered at its end: API Gateway (of either kind), a Lambda function, a table. */
export class SyncApi extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const setting = (name: string) => numberOf(this.node.tryGetContext(name));

    // #region settings
    /** How long the stand-in for a payment provider takes. */
    const serviceMs = setting('serviceMs') ?? 200;
    /** How many orders the function works on at the same time. */
    const concurrency = setting('concurrency') ?? 10;
    /** How long the gateway waits for the function: 50 ms to 29 s. */
    const deadlineMs = setting('deadlineMs') ?? 29_000;
    /** Requests per second that each API lets in, and that many at once; 0 leaves it at the account's limit. */
    const gatewayRate = setting('gatewayRate') ?? 0;
    /** Writes per second that the table is provisioned for; 0 leaves it on demand. */
    const writeUnits = setting('writeUnits') ?? 0;
    /** How often the AWS SDK in the function tries a call that fails; 0 leaves it at what the SDK does by default. */
    const sdkAttempts = setting('sdkAttempts') ?? 0;
    /** How many payments the provider does at full speed; 0 for any number. */
    const providerHands = setting('providerHands') ?? 0;
    // #endregion settings

    const orders = new Table(this, 'Orders', {
      partitionKey: { name: 'orderId', type: AttributeType.STRING },
      ...(writeUnits > 0
        ? { billingMode: BillingMode.PROVISIONED, writeCapacity: writeUnits, readCapacity: 5 }
        : { billingMode: BillingMode.PAY_PER_REQUEST }),
      removalPolicy: RemovalPolicy.DESTROY,
    });

    const placeOrder = new NodejsFunction(this, 'PlaceOrder', {
      entry: `${import.meta.dirname}/handlers/place-order.ts`,
      runtime: Runtime.NODEJS_24_X,
      timeout: Duration.seconds(15),
      reservedConcurrentExecutions: concurrency,
      environment: {
        TABLE_NAME: orders.tableName,
        SERVICE_MS: String(serviceMs),
        ...(sdkAttempts > 0 && { AWS_MAX_ATTEMPTS: String(sdkAttempts) }),
      },
    });
    orders.grantReadWriteData(placeOrder);

    // #region crowded-provider
    if (providerHands > 0) {
      const provider = new Table(this, 'Provider', {
        partitionKey: { name: 'name', type: AttributeType.STRING },
        billingMode: BillingMode.PAY_PER_REQUEST,
        removalPolicy: RemovalPolicy.DESTROY,
      });
      provider.grantReadWriteData(placeOrder);
      placeOrder.addEnvironment('PROVIDER_TABLE_NAME', provider.tableName);
      placeOrder.addEnvironment('PROVIDER_HANDS', String(providerHands));
    }
    // #endregion crowded-provider

    const timeout = Duration.millis(deadlineMs);
    // #region http-api
    const httpApi = new HttpApi(this, 'HttpApi', { createDefaultStage: false });
    httpApi.addStage('Stage', {
      stageName: '$default',
      autoDeploy: true,
      ...(gatewayRate > 0 && { throttle: { rateLimit: gatewayRate, burstLimit: gatewayRate } }),
    });
    httpApi.addRoutes({
      path: '/orders',
      methods: [HttpMethod.POST],
      integration: new HttpLambdaIntegration('PlaceOrder', placeOrder, { timeout }),
    });
    // #endregion http-api

    // #region rest-api
    const restApi = new RestApi(this, 'RestApi', {
      cloudWatchRole: false,
      deployOptions: {
        ...(gatewayRate > 0 && { throttlingRateLimit: gatewayRate, throttlingBurstLimit: gatewayRate }),
      },
    });
    restApi.root.addResource('orders').addMethod('POST', new LambdaIntegration(placeOrder, { timeout }));
    // #endregion rest-api

    new CfnOutput(this, 'ApiUrl', { value: httpApi.apiEndpoint });
    new CfnOutput(this, 'RestApiUrl', { value: restApi.url });
    new CfnOutput(this, 'TableName', { value: orders.tableName });
    new CfnOutput(this, 'FunctionName', { value: placeOrder.functionName });
    new CfnOutput(this, 'ServiceMs', { value: String(serviceMs) });
    new CfnOutput(this, 'Concurrency', { value: String(concurrency) });
    new CfnOutput(this, 'DeadlineMs', { value: String(deadlineMs) });
  }
}

const numberOf = (value: unknown) => (value === undefined ? undefined : Number(value));

new SyncApi(new App(), 'SyncApi');
