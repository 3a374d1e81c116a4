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

/** What a client of the SDK needs of us. */
interface Connection {
  region: string;
  credentials:
    | { accessKeyId: string; secretAccessKey: string }
    | (() => Promise<{ accessKeyId: string; secretAccessKey: string; sessionToken?: string }>);
  endpoint?: string | undefined;
  useFipsEndpoint?: boolean;
  useDualstackEndpoint?: boolean;
}

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
  const common = {
    region,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    // Whoever has them set for AWS could not call any other address.
    useFipsEndpoint: false,
    useDualstackEndpoint: false,
  };
  return clientsWith({
    connectionOf: (service) => ({
      ...common,
      endpoint: typeof addresses === 'string' ? addresses : addresses[service],
    }),
    forcePathStyle: true,
    connectIn: (name) => connectClients(regions[name]?.endpoints ?? addresses, { region: name, regions }),
  });
}

/** Connects to AWS, or to the one address that stands for all of it. */
export function connectToAws({ endpoint, ...connection }: Connection): Clients {
  const isElsewhere = endpoint !== undefined;
  return clientsWith({
    connectionOf: () => ({ ...connection, ...(isElsewhere && { endpoint }) }),
    forcePathStyle: isElsewhere,
    connectIn: (region) => connectToAws({ ...connection, endpoint, region }),
  });
}

function clientsWith({
  connectionOf,
  forcePathStyle,
  connectIn,
}: {
  connectionOf(service: ServiceName): Connection;
  forcePathStyle: boolean;
  /** The same for another Region. */
  connectIn(region: string): Clients;
}): Clients {
  const elsewhere = new Map<string, Clients>();
  const http = createHttpClient();
  const dynamodb = new DynamoDBClient(connectionOf('dynamodb'));
  const sqs = new SQSClient(connectionOf('sqs'));
  const sns = new SNSClient(connectionOf('sns'));
  const eventBridge = new EventBridgeClient(connectionOf('eventbridge'));
  const kinesis = new KinesisClient(connectionOf('kinesis'));
  const s3 = new S3Client({ ...connectionOf('s3'), forcePathStyle });
  const lambda = new LambdaClient(connectionOf('lambda'));
  const stepFunctions = new SFNClient(connectionOf('sfn'));
  const cloudWatch = new CloudWatchClient(connectionOf('cloudwatch'));
  const cloudWatchLogs = new CloudWatchLogsClient(connectionOf('cloudwatch_logs'));
  const ssm = new SSMClient(connectionOf('ssm'));
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
      const known = elsewhere.get(name) ?? connectIn(name);
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
