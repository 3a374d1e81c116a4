import { HttpApi, HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { AttributeType, BillingMode, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Runtime } from 'aws-cdk-lib/aws-lambda';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import { App, CfnOutput, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { type ModuleName, moduleNames, routes } from './handlers/routes.ts';

/** One shop: as a process, as services, as a function, as functions. */
export class ThreeShapes extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const setting = (name: string, otherwise: string) => String(this.node.tryGetContext(name) ?? otherwise);

    // #region settings
    /** `monolith` and `services` are processes, which the stack does not deploy; `one-function` and `functions` are. */
    const shape = setting('shape', 'functions');
    /** How many processes there are of each program. */
    const replicas = setting('replicas', '1');
    /** Whether a page can do without recommendations: `needed` or `optional`. */
    const recommendations = setting('recommendations', 'needed');
    // #endregion settings

    const orders = new Table(this, 'OrderTable', {
      partitionKey: { name: 'orderId', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      removalPolicy: RemovalPolicy.DESTROY,
    });

    // #region functions
    if (shape === 'functions' || shape === 'one-function') {
      const api = new HttpApi(this, 'Api');
      const deploy = (name: string, modules: readonly ModuleName[]) => {
        const made = new NodejsFunction(this, name, {
          entry: `${import.meta.dirname}/handlers/function.ts`,
          runtime: Runtime.NODEJS_24_X,
          timeout: Duration.seconds(3),
          memorySize: 256,
          environment: {
            MODULES: modules.join(','),
            SHOP_URL: api.apiEndpoint,
            TABLE_NAME: orders.tableName,
            RECOMMENDATIONS: recommendations,
          },
        });
        if (modules.includes('orders')) orders.grantReadWriteData(made);
        const integration = new HttpLambdaIntegration(`${name}Route`, made);
        for (const { method, path } of modules.flatMap((module) => [...routes[module]]))
          api.addRoutes({ path, methods: [HttpMethod[method]], integration });
      };
      if (shape === 'one-function') deploy('Shop', moduleNames);
      else for (const module of moduleNames) deploy(`${capitalized(module)}Module`, [module]);
      new CfnOutput(this, 'ShopUrl', { value: api.apiEndpoint });
    }
    // #endregion functions

    new CfnOutput(this, 'TableName', { value: orders.tableName });
    new CfnOutput(this, 'Shape', { value: shape });
    new CfnOutput(this, 'Replicas', { value: replicas });
    new CfnOutput(this, 'RecommendationsAre', { value: recommendations });
  }
}

const capitalized = (name: string) => `${name[0]?.toUpperCase()}${name.slice(1)}`;

new ThreeShapes(new App(), 'ThreeShapes');
