import { randomUUID } from 'node:crypto';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { bodyOf, json } from './http.ts';
import { storeExecution, storeReport } from './reports-table.ts';

const queue = new SQSClient();
const lambda = new LambdaClient();

/** Answers 202 with the address to ask at, once somebody is going to write the report: 400 when it has no title. */
export async function handler(request: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> {
  const title = titleIn(bodyOf(request));
  if (title === undefined) return json(400, { message: 'A report needs a title, as JSON.' });
  const reportId = randomUUID();
  // Before anybody works on it: progress must find the row, and whoever asks too.
  await storeReport({ reportId, title, status: 'pending', stepsDone: 0 });
  await (process.env.RESUME === 'durable' ? startExecution(reportId) : sendMessage(reportId));
  return json(202, { reportId }, { location: `/reports/${reportId}` });
}

const sendMessage = (reportId: string) =>
  queue.send(
    new SendMessageCommand({ QueueUrl: process.env.QUEUE_URL, MessageBody: JSON.stringify({ reportId }) }),
  );

// #region start-execution
/** The report's id names the execution: the same request twice is the same execution. */
async function startExecution(reportId: string): Promise<void> {
  const { DurableExecutionArn = '' } = await lambda.send(
    new InvokeCommand({
      FunctionName: process.env.DURABLE_WORKER,
      InvocationType: 'Event',
      DurableExecutionName: reportId,
      Payload: JSON.stringify({ reportId }),
    }),
  );
  // Who cancels has to find it.
  await storeExecution(reportId, DurableExecutionArn);
}
// #endregion start-execution

function titleIn(body: string | undefined): string | undefined {
  try {
    const { title } = JSON.parse(body ?? '');
    return typeof title === 'string' && title !== '' ? title : undefined;
  } catch {
    return undefined;
  }
}
