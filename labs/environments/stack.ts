import { HttpApi, HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Alias, Runtime } from 'aws-cdk-lib/aws-lambda';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { App, CfnOutput, Duration, Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';

/** One order through a function into a PostgreSQL database: what its execution environments need, and what they hold. */
export class Environments extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const setting = (name: string) => numberOf(this.node.tryGetContext(name));

    // #region settings
    /** How long the stand-in for a payment provider takes. */
    const serviceMs = setting('serviceMs') ?? 200;
    /** How long an environment loads its code before it can work, besides what it takes anyway. */
    const initMs = setting('initMs') ?? 0;
    /** How many orders the function works on at the same time. */
    const concurrency = setting('concurrency') ?? 15;
    /** How many environments are initialized before anybody calls. */
    const provisioned = setting('provisioned') ?? 0;
    /** How many connections the database takes. */
    const connections = setting('connections') ?? 3;
    /** How long a statement keeps its connection. */
    const statementMs = setting('statementMs') ?? 80;
    /** How long a proxy in front of the database lets a statement wait for a connection; 0 when there is no proxy. */
    const borrowMs = setting('borrowMs') ?? 0;
    // #endregion settings

    // #region database-url
    // Where the database is. In an account: the endpoint of the database or of an RDS Proxy, and a secret for the password.
    const databaseUrl = new StringParameter(this, 'DatabaseUrl', {
      stringValue: 'postgres://orders@localhost:5432/orders',
    });
    // #endregion database-url

    const placeOrder = new NodejsFunction(this, 'PlaceOrder', {
      entry: `${import.meta.dirname}/handlers/place-order.ts`,
      runtime: Runtime.NODEJS_24_X,
      timeout: Duration.seconds(15),
      reservedConcurrentExecutions: concurrency,
      environment: {
        DATABASE_URL_NAME: databaseUrl.parameterName,
        SERVICE_MS: String(serviceMs),
        INIT_MS: String(initMs),
      },
    });
    databaseUrl.grantRead(placeOrder);

    // #region provisioned
    const live = new Alias(this, 'Live', {
      aliasName: 'live',
      version: placeOrder.currentVersion,
      ...(provisioned > 0 && { provisionedConcurrentExecutions: provisioned }),
    });
    // #endregion provisioned

    const api = new HttpApi(this, 'Api');
    api.addRoutes({
      path: '/orders',
      methods: [HttpMethod.POST],
      integration: new HttpLambdaIntegration('PlaceOrder', live),
    });

    new CfnOutput(this, 'ApiUrl', { value: api.apiEndpoint });
    new CfnOutput(this, 'DatabaseUrlName', { value: databaseUrl.parameterName });
    new CfnOutput(this, 'ServiceMs', { value: String(serviceMs) });
    new CfnOutput(this, 'InitMs', { value: String(initMs) });
    new CfnOutput(this, 'Concurrency', { value: String(concurrency) });
    new CfnOutput(this, 'Provisioned', { value: String(provisioned) });
    new CfnOutput(this, 'Connections', { value: String(connections) });
    new CfnOutput(this, 'StatementMs', { value: String(statementMs) });
    new CfnOutput(this, 'BorrowMs', { value: String(borrowMs) });
  }
}

const numberOf = (value: unknown) => (value === undefined ? undefined : Number(value));

new Environments(new App(), 'Environments');
