import { serviceCall } from './service-call.ts';

const dynamodb = (action: string, ...more: string[]) =>
  serviceCall({
    service: 'dynamodb',
    action,
    errors: 'DynamoDB',
    arguments: ['TableName', 'ReturnConsumedCapacity', 'ExpressionAttributeNames', ...more],
  });

const conditional = [
  'ConditionExpression',
  'ExpressionAttributeValues',
  'ReturnItemCollectionMetrics',
  'ReturnValues',
  'ReturnValuesOnConditionCheckFailure',
];

/** https://docs.aws.amazon.com/step-functions/latest/dg/connect-ddb.html */
export const dynamodbItems = [
  dynamodb('GetItem', 'Key', 'ConsistentRead', 'ProjectionExpression'),
  dynamodb('PutItem', 'Item', ...conditional),
  dynamodb('UpdateItem', 'Key', 'UpdateExpression', ...conditional),
  dynamodb('DeleteItem', 'Key', ...conditional),
];
