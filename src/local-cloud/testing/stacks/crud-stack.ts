import * as path from 'node:path';
import * as cdk from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';

/** A REST API over a table, one function per operation. */
export class CrudStack extends cdk.Stack {
  constructor(scope: Construct, id: string, props?: cdk.StackProps) {
    super(scope, id, props);

    const table = new dynamodb.Table(this, 'Items', {
      partitionKey: { name: 'itemId', type: dynamodb.AttributeType.STRING },
      billingMode: dynamodb.BillingMode.PAY_PER_REQUEST,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      removalPolicy: cdk.RemovalPolicy.DESTROY,
    });

    const functionFor = (name: string) => {
      const fn = new lambda.Function(this, `${name}Function`, {
        runtime: lambda.Runtime.NODEJS_LATEST,
        handler: `${name}.handler`,
        code: lambda.Code.fromAsset(path.join(import.meta.dirname, 'handlers/crud')),
        environment: { TABLE_NAME: table.tableName, PRIMARY_KEY: 'itemId' },
        tracing: lambda.Tracing.ACTIVE,
      });
      table.grantReadWriteData(fn);
      return new apigateway.LambdaIntegration(fn);
    };

    const api = new apigateway.RestApi(this, 'ItemsApi', {
      restApiName: 'Items Service',
      defaultCorsPreflightOptions: {
        allowOrigins: apigateway.Cors.ALL_ORIGINS,
        allowMethods: apigateway.Cors.ALL_METHODS,
      },
    });
    const items = api.root.addResource('items');
    items.addMethod('GET', functionFor('get-all'));
    items.addMethod('POST', functionFor('create'));
    const item = items.addResource('{id}');
    item.addMethod('GET', functionFor('get-one'));
    item.addMethod('PATCH', functionFor('update-one'));
    item.addMethod('DELETE', functionFor('delete-one'));
  }
}
