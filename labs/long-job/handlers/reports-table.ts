import { ConditionalCheckFailedException, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';

const TableName = process.env.REPORTS_TABLE;
const documents = DynamoDBDocumentClient.from(new DynamoDBClient());

/** What the table says of a report. */
export interface Report {
  reportId: string;
  title: string;
  status: 'pending' | 'running' | 'ready' | 'cancelled';
  /** How many steps are done. */
  stepsDone: number;
  /** Of the durable execution that writes it, if one does. */
  executionArn?: string;
}

export const storeReport = (report: Report) => documents.send(new PutCommand({ TableName, Item: report }));

/** What is known of a report now, by a consistent read. */
export async function findReport(reportId: string): Promise<Report | undefined> {
  const { Item } = await documents.send(
    new GetCommand({ TableName, Key: { reportId }, ConsistentRead: true }),
  );
  return Item as Report | undefined;
}

/** Stores how far a report is, unless it was cancelled; whether it was stored. */
export const storeProgress = (reportId: string, stepsDone: number, status: 'running' | 'ready') =>
  update(reportId, 'SET stepsDone = :done, #status = :next', '#status <> :cancelled', {
    ':done': stepsDone,
    ':next': status,
    ':cancelled': 'cancelled',
  });

/** Stores which durable execution writes a report. */
export const storeExecution = (reportId: string, executionArn: string) =>
  update(reportId, 'SET executionArn = :arn', 'attribute_exists(reportId)', { ':arn': executionArn });

/** Marks a report as cancelled, unless it is ready; gives it as it was then, or undefined when it could not be. */
export const markCancelled = (reportId: string) =>
  update(reportId, 'SET #status = :cancelled', 'attribute_exists(reportId) AND #status <> :ready', {
    ':cancelled': 'cancelled',
    ':ready': 'ready',
  });

async function update(
  reportId: string,
  UpdateExpression: string,
  ConditionExpression: string,
  ExpressionAttributeValues: Record<string, string | number>,
): Promise<Report | undefined> {
  try {
    const { Attributes } = await documents.send(
      new UpdateCommand({
        TableName,
        Key: { reportId },
        UpdateExpression,
        ConditionExpression,
        ...(ConditionExpression.includes('#status') && {
          ExpressionAttributeNames: { '#status': 'status' },
        }),
        ExpressionAttributeValues,
        ReturnValues: 'ALL_NEW',
      }),
    );
    return Attributes as Report;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return undefined;
    throw error;
  }
}
