import {
  ApiGatewayManagementApiClient,
  PostToConnectionCommand,
} from '@aws-sdk/client-apigatewaymanagementapi';
import { DeleteItemCommand, DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';

const tables = new DynamoDBClient({});
const TableName = process.env.TABLE_NAME;

export const handler = async (event) => {
  const { domainName, stage } = event.requestContext;
  const connections = new ApiGatewayManagementApiClient({ endpoint: `https://${domainName}/${stage}` });
  const { Items } = await tables.send(new ScanCommand({ TableName, ProjectionExpression: 'connectionId' }));
  const { data } = JSON.parse(event.body);
  await Promise.all(
    Items.map(async ({ connectionId }) => {
      try {
        await connections.send(new PostToConnectionCommand({ ConnectionId: connectionId.S, Data: data }));
      } catch (error) {
        if (error.name !== 'GoneException') throw error;
        await tables.send(new DeleteItemCommand({ TableName, Key: { connectionId } }));
      }
    }),
  );
  return { statusCode: 200, body: 'Data sent.' };
};
