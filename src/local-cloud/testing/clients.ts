import type { TestContext } from 'node:test';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { Cloud } from '../cloud.ts';

const local = {
  region: 'us-east-1',
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  maxAttempts: 1,
};

/** The real SDK's clients of a cloud, destroyed after the test. */
export function clientsOf(t: TestContext, { endpoints }: Cloud) {
  const clients = {
    cloudWatch: new CloudWatchClient({ ...local, endpoint: endpoints.cloudwatch }),
    cloudWatchLogs: new CloudWatchLogsClient({ ...local, endpoint: endpoints.cloudwatch_logs }),
    sqs: new SQSClient({ ...local, endpoint: endpoints.sqs }),
    sns: new SNSClient({ ...local, endpoint: endpoints.sns }),
    eventBridge: new EventBridgeClient({ ...local, endpoint: endpoints.eventbridge }),
  };
  t.after(() => {
    for (const each of Object.values(clients)) each.destroy();
  });
  return clients;
}
