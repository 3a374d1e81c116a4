import { LambdaClient, StopDurableExecutionCommand } from '@aws-sdk/client-lambda';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { json } from './http.ts';
import { findReport, markCancelled } from './reports-table.ts';

const lambda = new LambdaClient();

/** Answers 200 when the report is cancelled from now on, 409 when it is ready, 404 when there is none. */
export async function handler({
  pathParameters,
}: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> {
  const reportId = pathParameters?.reportId ?? '';
  const report = await findReport(reportId);
  if (!report) return json(404, { message: 'There is no such report.' });
  // #region cancel
  // First: an execution that is stopped begins no step any more, whatever the row says.
  const { executionArn: DurableExecutionArn } = report;
  if (DurableExecutionArn) await lambda.send(new StopDurableExecutionCommand({ DurableExecutionArn }));
  const cancelled = await markCancelled(reportId);
  // #endregion cancel
  if (!cancelled) return json(409, { message: 'The report is ready.' });
  return json(200, { reportId, status: cancelled.status, stepsDone: cancelled.stepsDone });
}
