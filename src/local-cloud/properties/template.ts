import type { Template } from '../template/template.ts';
import { functionResource, queueMapping, queueResource } from '../testing/templates.ts';
import type { Scenario } from './scenario.ts';

/**
 * Does with each message what its body says, and stores it with a plain request: loading an SDK would take longer than
 * the rest of a case.
 */
const handler = `
const { request } = require('node:http');
const store = (id) => new Promise((resolve, reject) => {
  const put = request(process.env.AWS_ENDPOINT_URL_DYNAMODB, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': 'DynamoDB_20120810.PutItem',
      'x-amz-date': '20260101T000000Z',
      authorization: 'AWS4-HMAC-SHA256 Credential=' + process.env.AWS_ACCESS_KEY_ID
        + '/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0',
    },
  }, (answer) => {
    answer.resume();
    answer.on('end', () => answer.statusCode === 200 ? resolve() : reject(new Error('status ' + answer.statusCode)));
  });
  put.on('error', reject);
  put.end(JSON.stringify({ TableName: process.env.TABLE, Item: { id: { S: id } } }));
});
exports.handler = async ({ Records }) => {
  const failed = [];
  for (const { messageId, body, attributes, messageAttributes } of Records) {
    const { steps } = JSON.parse(body);
    const step = steps[Math.min(Number(attributes.ApproximateReceiveCount), steps.length) - 1];
    // In a FIFO batch nothing may be done after a failure of the same group.
    const blocked = failed.some((each) => each.group === attributes.MessageGroupId && each.group !== undefined);
    if (blocked || step === 'fail') failed.push({ itemIdentifier: messageId, group: attributes.MessageGroupId });
    else if (step === 'crash') process.exit(1);
    else if (step === 'hang') await new Promise(() => setInterval(() => {}, 1000));
    else {
      await store(messageId);
      if (step === 'crash-after-store') process.exit(1);
    }
  }
  if (failed.length > 0 && process.env.PARTIAL !== '1') throw new Error('failed');
  return { batchItemFailures: failed.map(({ itemIdentifier }) => ({ itemIdentifier })) };
};`;

/** The stack of a scenario: everything times out after a second, the shortest that AWS knows. */
export function templateOf(scenario: Scenario): Template {
  const fifo = scenario.fifo ? { FifoQueue: true, ContentBasedDeduplication: true } : {};
  return {
    Resources: {
      Table: {
        Type: 'AWS::DynamoDB::Table',
        Properties: {
          AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
          KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
          BillingMode: 'PAY_PER_REQUEST',
        },
      },
      Dlq: queueResource(fifo),
      Queue: queueResource(
        { VisibilityTimeout: 1, ...fifo },
        { queue: 'Dlq', maxReceiveCount: scenario.maxReceiveCount },
      ),
      Function: functionResource(handler, {
        Timeout: 1,
        Environment: {
          Variables: { TABLE: { Ref: 'Table' }, PARTIAL: scenario.partialResponses ? '1' : '0' },
        },
        ...(scenario.reservedConcurrency !== undefined && {
          ReservedConcurrentExecutions: scenario.reservedConcurrency,
        }),
      }),
      Mapping: queueMapping({
        BatchSize: scenario.batchSize,
        ...(scenario.partialResponses && { FunctionResponseTypes: ['ReportBatchItemFailures'] }),
        ...(scenario.maximumConcurrency !== undefined && {
          ScalingConfig: { MaximumConcurrency: scenario.maximumConcurrency },
        }),
        ...(scenario.filtered && {
          FilterCriteria: { Filters: [{ Pattern: '{"body":{"wanted":[true]}}' }] },
        }),
      }),
    },
    Outputs: { Queue: { Value: { Ref: 'Queue' } }, Dlq: { Value: { Ref: 'Dlq' } } },
  };
}
