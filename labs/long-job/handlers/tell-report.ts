import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { json } from './http.ts';
import { findReport } from './reports-table.ts';
import { steps } from './steps.ts';

/** Answers with what is known of a report: 200 with its status and progress, 404 when there is none. */
export async function handler({
  pathParameters,
}: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> {
  const report = await findReport(pathParameters?.reportId ?? '');
  if (!report) return json(404, { message: 'There is no such report.' });
  const { reportId, status, stepsDone } = report;
  return json(200, { reportId, status, stepsDone, steps: steps.length });
}
