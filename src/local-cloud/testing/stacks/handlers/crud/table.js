const { DynamoDBClient } = require('@aws-sdk/client-dynamodb');
const { DynamoDBDocument } = require('@aws-sdk/lib-dynamodb');

exports.db = DynamoDBDocument.from(new DynamoDBClient({}));
exports.TableName = process.env.TABLE_NAME;
exports.primaryKey = process.env.PRIMARY_KEY;
exports.answer = (statusCode, body) => ({
  statusCode,
  headers: { 'Access-Control-Allow-Origin': '*' },
  body: body === undefined ? '' : JSON.stringify(body),
});
