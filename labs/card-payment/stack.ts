import { HttpApi, HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { AttributeType, BillingMode, ProjectionType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { Runtime } from 'aws-cdk-lib/aws-lambda';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { App, CfnOutput, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';

/** An order whose card is authorised at a payment provider now and captured later, and a job that compares the two. */
export class CardPayment extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const setting = (name: string) => this.node.tryGetContext(name);

    // #region settings
    /** What keeps a second attempt from being a second charge: `none`, `local` (our own record) or `provider` (its key). */
    const guard = String(setting('guard') ?? 'provider');
    /** Whether the scheduled job compares orders with the provider’s charges: 1 or 0. */
    const reconciles = Number(setting('reconciles') ?? 1);
    /** How long an order may be without an outcome and without a charge before the job refuses it. */
    const giveUpMs = Number(setting('giveUpMs') ?? 60_000);
    /** What an event of the provider may overwrite: `last-write` (anything) or `versions` (a lower version only). */
    const eventRule = String(setting('eventRule') ?? 'versions');
    /** Whether an event has to be signed by the provider: 1 or 0. */
    const checksSignature = Number(setting('checksSignature') ?? 1);
    /** When an event is acknowledged: `stored`, or `anyway`. */
    const ack = String(setting('ack') ?? 'stored');
    /** How long the provider takes, and how long we wait for it. */
    const serviceMs = Number(setting('serviceMs') ?? 100);
    const deadlineMs = Number(setting('deadlineMs') ?? 10 * serviceMs);
    // #endregion settings

    const orders = new Table(this, 'Orders', {
      partitionKey: { name: 'orderId', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    // Only orders without an outcome have the attribute, so the index holds no others.
    orders.addGlobalSecondaryIndex({
      indexName: 'unsettled',
      partitionKey: { name: 'unsettled', type: AttributeType.STRING },
      sortKey: { name: 'startedAt', type: AttributeType.NUMBER },
      projectionType: ProjectionType.KEYS_ONLY,
    });

    const charges = new Table(this, 'Charges', {
      partitionKey: { name: 'chargeId', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      removalPolicy: RemovalPolicy.DESTROY,
    });

    // #region provider
    // Where the provider’s API is, and what it signs its events with. In an account the second is a SecureString, or a
    // secret of Secrets Manager, and so is the password for the API.
    const providerSecret = new StringParameter(this, 'ProviderSecret', {
      stringValue: 'set-by-the-provider',
    });
    const providerUrl = new StringParameter(this, 'ProviderUrl', { stringValue: 'https://provider.example' });
    // #endregion provider

    const handler = (name: string, file: string) => {
      const made = new NodejsFunction(this, name, {
        entry: `${import.meta.dirname}/handlers/${file}.ts`,
        runtime: Runtime.NODEJS_24_X,
        timeout: Duration.seconds(10),
        environment: {
          TABLE_NAME: orders.tableName,
          PROVIDER_URL_NAME: providerUrl.parameterName,
          GUARD: guard,
          RECONCILES: String(reconciles),
          GIVE_UP_MS: String(giveUpMs),
          DEADLINE_MS: String(deadlineMs),
          CHARGES_TABLE_NAME: charges.tableName,
          PROVIDER_SECRET_NAME: providerSecret.parameterName,
          EVENT_RULE: eventRule,
          CHECKS_SIGNATURE: String(checksSignature),
          ACK: ack,
        },
      });
      orders.grantReadWriteData(made);
      charges.grantReadWriteData(made);
      providerUrl.grantRead(made);
      providerSecret.grantRead(made);
      return made;
    };

    // #region routes
    const api = new HttpApi(this, 'Api');
    const route = (method: HttpMethod, path: string, name: string, file: string) =>
      api.addRoutes({
        path,
        methods: [method],
        integration: new HttpLambdaIntegration(`${name}Route`, handler(name, file)),
      });
    route(HttpMethod.POST, '/orders', 'PlaceOrder', 'place-order');
    route(HttpMethod.GET, '/orders/{orderId}', 'Status', 'tell-status');
    route(HttpMethod.POST, '/orders/{orderId}/capture', 'Capture', 'capture-order');
    route(HttpMethod.POST, '/events', 'ReceiveEvent', 'receive-event');
    // #endregion routes

    // #region reconcile
    new Rule(this, 'EveryMinute', {
      schedule: Schedule.rate(Duration.minutes(1)),
      enabled: reconciles === 1,
      targets: [new LambdaFunction(handler('Reconcile', 'reconcile'))],
    });
    // #endregion reconcile

    new CfnOutput(this, 'ApiUrl', { value: api.apiEndpoint });
    new CfnOutput(this, 'TableName', { value: orders.tableName });
    new CfnOutput(this, 'ChargesTableName', { value: charges.tableName });
    new CfnOutput(this, 'ProviderSecretName', { value: providerSecret.parameterName });
    new CfnOutput(this, 'ProviderUrlName', { value: providerUrl.parameterName });
    new CfnOutput(this, 'ServiceMs', { value: String(serviceMs) });
    new CfnOutput(this, 'DeadlineMs', { value: String(deadlineMs) });
    new CfnOutput(this, 'GiveUpMs', { value: String(giveUpMs) });
  }
}

new CardPayment(new App(), 'CardPayment');
