import {
  type CfnIntegration,
  HttpApi,
  HttpMethod,
  ParameterMapping,
  WebSocketApi,
  WebSocketStage,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpSqsIntegration, WebSocketLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { AttributeType, BillingMode, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Runtime } from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { NodejsFunction, type NodejsFunctionProps } from 'aws-cdk-lib/aws-lambda-nodejs';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { App, CfnOutput, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';

/** Changes of orders that are accepted, stored later, and told over a WebSocket to whoever is connected. */
export class OrderNotifications extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);

    const common = { billingMode: BillingMode.PAY_PER_REQUEST, removalPolicy: RemovalPolicy.DESTROY };
    // #region tables
    /** The status on record: what a client finds that was away. */
    const orders = new Table(this, 'Orders', {
      ...common,
      partitionKey: { name: 'customer', type: AttributeType.STRING },
      sortKey: { name: 'orderId', type: AttributeType.STRING },
    });
    /** Who is connected, as far as is known. One customer may have several connections. */
    const connections = new Table(this, 'Connections', {
      ...common,
      partitionKey: { name: 'connectionId', type: AttributeType.STRING },
      timeToLiveAttribute: 'expiresAt',
    });
    connections.addGlobalSecondaryIndex({
      indexName: 'byCustomer',
      partitionKey: { name: 'customer', type: AttributeType.STRING },
    });
    // #endregion tables

    /** How long telling one change may take; a change that was not told comes again after as long. */
    const tellTimeout = Duration.seconds(2);
    const deadLetters = new Queue(this, 'DeadLetters', { retentionPeriod: Duration.days(14) });
    const queue = new Queue(this, 'ChangeQueue', {
      visibilityTimeout: tellTimeout,
      deadLetterQueue: { queue: deadLetters, maxReceiveCount: 5 },
    });

    const handler = (name: string, file: string, more: NodejsFunctionProps = {}) => {
      const fn = new NodejsFunction(this, name, {
        entry: `${import.meta.dirname}/handlers/${file}.ts`,
        runtime: Runtime.NODEJS_24_X,
        timeout: Duration.seconds(10),
        ...more,
        environment: {
          ORDERS_TABLE: orders.tableName,
          CONNECTIONS_TABLE: connections.tableName,
          ...more.environment,
        },
      });
      connections.grantReadWriteData(fn);
      return fn;
    };

    // #region accept
    const api = new HttpApi(this, 'Api');
    const [route] = api.addRoutes({
      path: '/changes',
      methods: [HttpMethod.POST],
      integration: new HttpSqsIntegration('SendChange', {
        queue,
        parameterMapping: new ParameterMapping()
          .custom('QueueUrl', queue.queueUrl)
          .custom('MessageBody', '$request.body'),
      }),
    });
    // SQS says 200 once it has the message; our caller hears 202. CDK has no property for this mapping yet.
    const integration = route?.node.findChild('SendChange').node.defaultChild as CfnIntegration;
    integration.responseParameters = {
      '200': { ResponseParameters: [{ Destination: 'overwrite:statuscode', Source: '202' }] },
    };
    // #endregion accept

    // #region socket
    const socket = new WebSocketApi(this, 'Socket', {
      connectRouteOptions: {
        integration: new WebSocketLambdaIntegration('Connected', handler('Connect', 'connect')),
      },
    });
    const stage = new WebSocketStage(this, 'Stage', {
      webSocketApi: socket,
      stageName: 'live',
      autoDeploy: true,
    });
    const environment = { CALLBACK_URL: stage.callbackUrl };
    const catchUp = handler('CatchUp', 'catch-up', { environment });
    socket.addRoute('catch-up', { integration: new WebSocketLambdaIntegration('CaughtUp', catchUp) });
    // #endregion socket

    const tell = handler('Tell', 'tell-change', { environment, timeout: tellTimeout });
    tell.addEventSource(new SqsEventSource(queue, { batchSize: 1, maxConcurrency: 5 }));
    orders.grantReadWriteData(tell);
    orders.grantReadData(catchUp);
    for (const fn of [tell, catchUp]) socket.grantManageConnections(fn);

    new CfnOutput(this, 'ApiUrl', { value: api.apiEndpoint });
    new CfnOutput(this, 'SocketUrl', { value: stage.url });
    new CfnOutput(this, 'TableName', { value: orders.tableName });
    new CfnOutput(this, 'ConnectionsTableName', { value: connections.tableName });
    new CfnOutput(this, 'QueueUrl', { value: queue.queueUrl });
  }
}

new OrderNotifications(new App(), 'OrderNotifications');
