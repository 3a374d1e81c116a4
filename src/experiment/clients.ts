import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createHttpClient, type HttpClient } from './http-client.ts';

/** How an experiment looks at the cloud: from outside, with the clients that anyone would use on AWS. */
export interface Clients {
  http: HttpClient;
  documents: DynamoDBDocumentClient;
  sqs: SQSClient;
  close(): Promise<void>;
}

/** Connects to the services at `endpoints` with credentials that stand for nothing. */
export function connectClients(endpoints: { dynamodb: string; sqs: string }): Clients {
  const common = { region: 'us-east-1', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } };
  const http = createHttpClient();
  const dynamodb = new DynamoDBClient({ ...common, endpoint: endpoints.dynamodb });
  const sqs = new SQSClient({ ...common, endpoint: endpoints.sqs });
  return {
    http,
    documents: DynamoDBDocumentClient.from(dynamodb),
    sqs,
    async close() {
      sqs.destroy();
      dynamodb.destroy();
      await http.close();
    },
  };
}
