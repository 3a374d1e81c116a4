import * as cdk from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { DynamoEventSource, SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';

/** Orders and what has to be told of them are stored together; the stream of the table carries it on. */
export class StreamStack extends cdk.Stack {
  constructor(scope: Construct, id: string, props?: cdk.StackProps) {
    super(scope, id, props);

    const table = new dynamodb.Table(this, 'Orders', {
      partitionKey: { name: 'pk', type: dynamodb.AttributeType.STRING },
      sortKey: { name: 'sk', type: dynamodb.AttributeType.STRING },
      readCapacity: 50,
      writeCapacity: 50,
      stream: dynamodb.StreamViewType.NEW_IMAGE,
      timeToLiveAttribute: 'expires',
    });
    table.addGlobalSecondaryIndex({
      indexName: 'byStatus',
      partitionKey: { name: 'status', type: dynamodb.AttributeType.STRING },
      projectionType: dynamodb.ProjectionType.KEYS_ONLY,
      readCapacity: 20,
      writeCapacity: 20,
    });

    const placeOrder = new lambda.Function(this, 'PlaceOrder', {
      runtime: lambda.Runtime.NODEJS_24_X,
      handler: 'index.handler',
      code: lambda.Code.fromInline(`
        const { DynamoDBClient, TransactWriteItemsCommand } = require('@aws-sdk/client-dynamodb');
        const client = new DynamoDBClient({});
        const TableName = process.env.TABLE_NAME;
        exports.handler = async ({ body }) => {
          const { order } = JSON.parse(body);
          await client.send(new TransactWriteItemsCommand({ TransactItems: [
            { Put: { TableName, Item: { pk: { S: order }, sk: { S: 'order' }, status: { S: 'placed' } },
              ConditionExpression: 'attribute_not_exists(pk)' } },
            { Put: { TableName, Item: { pk: { S: order }, sk: { S: 'outbox' }, text: { S: 'placed ' + order } } } },
          ] }));
          return { statusCode: 201, body: order };
        };`),
      environment: { TABLE_NAME: table.tableName },
    });
    table.grantReadWriteData(placeOrder);
    const url = placeOrder.addFunctionUrl({ authType: lambda.FunctionUrlAuthType.NONE });
    new cdk.CfnOutput(this, 'OrderUrl', { value: url.url });
    new cdk.CfnOutput(this, 'OrdersTable', { value: table.tableName });

    const told = new sqs.Queue(this, 'Told');
    const tell = new lambda.Function(this, 'Tell', {
      runtime: lambda.Runtime.NODEJS_24_X,
      handler: 'index.handler',
      code: lambda.Code.fromInline(`
        const { SQSClient, SendMessageCommand } = require('@aws-sdk/client-sqs');
        const client = new SQSClient({});
        exports.handler = async (event) => {
          for (const { dynamodb } of event.Records)
            await client.send(new SendMessageCommand({ QueueUrl: process.env.QUEUE_URL, MessageBody: dynamodb.NewImage.text.S }));
        };`),
      environment: { QUEUE_URL: told.queueUrl },
    });
    told.grantSendMessages(tell);
    tell.addEventSource(
      new DynamoEventSource(table, {
        startingPosition: lambda.StartingPosition.TRIM_HORIZON,
        batchSize: 5,
        bisectBatchOnError: true,
        retryAttempts: 10,
        onFailure: new SqsDlq(new sqs.Queue(this, 'NotTold')),
        filters: [
          lambda.FilterCriteria.filter({
            eventName: lambda.FilterRule.isEqual('INSERT'),
            dynamodb: { Keys: { sk: { S: lambda.FilterRule.isEqual('outbox') } } },
          }),
        ],
      }),
    );
    new cdk.CfnOutput(this, 'ToldUrl', { value: told.queueUrl });
  }
}
