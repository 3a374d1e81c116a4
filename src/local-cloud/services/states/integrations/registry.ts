import { dynamodbItems } from './dynamodb.ts';
import { eventsPutEvents } from './events.ts';
import type { Integration } from './integration.ts';
import { lambdaInvoke } from './lambda-invoke.ts';
import { snsPublish } from './sns.ts';
import { sqsSendMessage } from './sqs.ts';

/** By what `Resource` names after `arn:aws:states:::`. */
export const integrations: ReadonlyMap<string, Integration> = new Map(
  [lambdaInvoke, sqsSendMessage, snsPublish, eventsPutEvents, ...dynamodbItems].map((each) => [
    each.resource,
    each,
  ]),
);

const waitForTaskToken = '.waitForTaskToken';

/** The integration that a Task's Resource names, and whether the task waits for its token; undefined when none does. */
export function integrationOf(resource: string): { integration: Integration; waits: boolean } | undefined {
  const named = /^arn:aws:states:::(.+)$/.exec(resource)?.[1] ?? '';
  const waits = named.endsWith(waitForTaskToken);
  const integration = integrations.get(waits ? named.slice(0, -waitForTaskToken.length) : named);
  return integration && (!waits || integration.takesToken) ? { integration, waits } : undefined;
}
