import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { KinesisClient } from '@aws-sdk/client-kinesis';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { S3Client } from '@aws-sdk/client-s3';
import { SFNClient } from '@aws-sdk/client-sfn';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createHttpClient, type HttpClient } from './http-client.ts';

/** How an experiment looks at the cloud: from outside, with the clients that anyone would use on AWS. */
export interface Clients {
  http: HttpClient;
  documents: DynamoDBDocumentClient;
  sqs: SQSClient;
  sns: SNSClient;
  eventBridge: EventBridgeClient;
  kinesis: KinesisClient;
  s3: S3Client;
  lambda: LambdaClient;
  stepFunctions: SFNClient;
  cloudWatch: CloudWatchClient;
  cloudWatchLogs: CloudWatchLogsClient;
  /** The same clients of another Region; they end with these. */
  inRegion(name: string): Clients;
  /** Gives a parameter of Systems Manager another value. */
  putParameter(name: string, value: string): Promise<void>;
  close(): Promise<void>;
}

type ServiceName =
  | 'dynamodb'
  | 'sqs'
  | 'sns'
  | 'eventbridge'
  | 'kinesis'
  | 's3'
  | 'lambda'
  | 'sfn'
  | 'ssm'
  | 'cloudwatch'
  | 'cloudwatch_logs';

/** Where the services of a Region are: each at its own address, or all at one. */
type Addresses = Record<ServiceName, string> | string;

/**
 * Connects to the services, with credentials that stand for nothing. `regions` has the addresses of those Regions that have
 * their own; a client for another one goes to the same addresses and says so.
 */
export function connectClients(
  addresses: Addresses,
  {
    region = 'us-east-1',
    regions = {},
  }: { region?: string; regions?: Readonly<Record<string, { endpoints: Addresses }>> } = {},
): Clients {
  const endpoints =
    typeof addresses === 'string'
      ? new Proxy({} as Record<ServiceName, string>, { get: () => addresses })
      : addresses;
  const common = { region, credentials: { accessKeyId: 'local', secretAccessKey: 'local' } };
  const elsewhere = new Map<string, Clients>();
  const http = createHttpClient();
  const dynamodb = new DynamoDBClient({ ...common, endpoint: endpoints.dynamodb });
  const sqs = new SQSClient({ ...common, endpoint: endpoints.sqs });
  const sns = new SNSClient({ ...common, endpoint: endpoints.sns });
  const eventBridge = new EventBridgeClient({ ...common, endpoint: endpoints.eventbridge });
  const kinesis = new KinesisClient({ ...common, endpoint: endpoints.kinesis });
  const s3 = new S3Client({ ...common, endpoint: endpoints.s3, forcePathStyle: true });
  const lambda = new LambdaClient({ ...common, endpoint: endpoints.lambda });
  const stepFunctions = new SFNClient({ ...common, endpoint: endpoints.sfn });
  const cloudWatch = new CloudWatchClient({ ...common, endpoint: endpoints.cloudwatch });
  const cloudWatchLogs = new CloudWatchLogsClient({ ...common, endpoint: endpoints.cloudwatch_logs });
  const ssm = new SSMClient({ ...common, endpoint: endpoints.ssm });
  return {
    http,
    documents: DynamoDBDocumentClient.from(dynamodb),
    sqs,
    sns,
    eventBridge,
    kinesis,
    s3,
    lambda,
    stepFunctions,
    cloudWatch,
    cloudWatchLogs,
    inRegion(name) {
      const known =
        elsewhere.get(name) ??
        connectClients(regions[name]?.endpoints ?? addresses, { region: name, regions });
      elsewhere.set(name, known);
      return known;
    },
    async putParameter(Name, Value) {
      await ssm.send(new PutParameterCommand({ Name, Value, Overwrite: true }));
    },
    async close() {
      for (const each of [
        sqs,
        sns,
        eventBridge,
        kinesis,
        s3,
        lambda,
        stepFunctions,
        cloudWatch,
        cloudWatchLogs,
        ssm,
      ])
        each.destroy();
      dynamodb.destroy();
      await http.close();
      for (const each of elsewhere.values()) await each.close();
    },
  };
}
