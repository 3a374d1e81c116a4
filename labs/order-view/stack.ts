import { HttpApi, HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { AttributeType, BillingMode, StreamViewType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Runtime, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { DynamoEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import { App, CfnOutput, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';

/** Orders in one table, and “my orders” in a second one that follows the first through its stream. */
export class OrderView extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);

    // #region settings
    /** How old an order is at least when the view shows it. Stands in for a projection that is behind. */
    const lagMs = Number(this.node.tryGetContext('lagMs') ?? 0);
    // #endregion settings

    const common = {
      billingMode: BillingMode.PAY_PER_REQUEST,
      removalPolicy: RemovalPolicy.DESTROY,
    };
    const orders = new Table(this, 'Orders', {
      ...common,
      partitionKey: { name: 'orderId', type: AttributeType.STRING },
      stream: StreamViewType.NEW_IMAGE,
    });
    const view = new Table(this, 'View', {
      ...common,
      partitionKey: { name: 'customer', type: AttributeType.STRING },
      sortKey: { name: 'orderId', type: AttributeType.STRING },
    });

    const handler = (name: string, file: string) =>
      new NodejsFunction(this, name, {
        entry: `${import.meta.dirname}/handlers/${file}.ts`,
        runtime: Runtime.NODEJS_24_X,
        timeout: Duration.seconds(10),
        environment: {
          ORDERS_TABLE: orders.tableName,
          VIEW_TABLE: view.tableName,
          LAG_MS: String(lagMs),
        },
      });

    // #region routes
    const place = handler('Place', 'place-order');
    const list = handler('List', 'list-orders');
    const api = new HttpApi(this, 'Api');
    api.addRoutes({
      path: '/orders',
      methods: [HttpMethod.POST],
      integration: new HttpLambdaIntegration('PlaceOrder', place),
    });
    api.addRoutes({
      path: '/customers/{customer}/orders',
      methods: [HttpMethod.GET],
      integration: new HttpLambdaIntegration('ListOrders', list),
    });
    orders.grantWriteData(place);
    view.grantReadData(list);
    // #endregion routes

    // #region projection
    const project = handler('Project', 'project-order');
    view.grantWriteData(project);
    project.addEventSource(
      new DynamoEventSource(orders, { startingPosition: StartingPosition.TRIM_HORIZON }),
    );
    // #endregion projection

    new CfnOutput(this, 'ApiUrl', { value: api.apiEndpoint });
    new CfnOutput(this, 'TableName', { value: orders.tableName });
    new CfnOutput(this, 'ViewTableName', { value: view.tableName });
    new CfnOutput(this, 'LagMs', { value: String(lagMs) });
  }
}

new OrderView(new App(), 'OrderView');
