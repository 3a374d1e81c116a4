import * as path from 'node:path';
import * as cdk from 'aws-cdk-lib';
import * as apigatewayv2 from 'aws-cdk-lib/aws-apigatewayv2';
import { WebSocketLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';

/** A chat over WebSocket: connections in a table, every message to all of them. */
export class ChatStack extends cdk.Stack {
  constructor(scope: Construct, id: string, props?: cdk.StackProps) {
    super(scope, id, props);

    const table = new dynamodb.TableV2(this, 'Connections', {
      partitionKey: { name: 'connectionId', type: dynamodb.AttributeType.STRING },
      removalPolicy: cdk.RemovalPolicy.DESTROY,
    });
    const functionFor = (name: string) => {
      const fn = new lambda.Function(this, `${name}Handler`, {
        runtime: lambda.Runtime.NODEJS_24_X,
        handler: `${name}.handler`,
        code: lambda.Code.fromAsset(path.join(import.meta.dirname, 'handlers/chat')),
        timeout: cdk.Duration.seconds(30),
        environment: { TABLE_NAME: table.tableName },
      });
      table.grantReadWriteData(fn);
      return fn;
    };
    const send = functionFor('send');

    const api = new apigatewayv2.WebSocketApi(this, 'ChatApi', {
      connectRouteOptions: { integration: new WebSocketLambdaIntegration('Connect', functionFor('connect')) },
      disconnectRouteOptions: {
        integration: new WebSocketLambdaIntegration('Disconnect', functionFor('disconnect')),
      },
    });
    api.addRoute('sendmessage', { integration: new WebSocketLambdaIntegration('Send', send) });
    const stage = new apigatewayv2.WebSocketStage(this, 'Stage', {
      webSocketApi: api,
      stageName: 'production',
      autoDeploy: true,
    });
    api.grantManageConnections(send);
    new cdk.CfnOutput(this, 'ChatUrl', { value: stage.url });
  }
}
