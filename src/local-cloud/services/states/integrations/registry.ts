import { dynamodbItems } from './dynamodb.ts';
import { eventsPutEvents } from './events.ts';
import type { Integration } from './integration.ts';
import { functionOfArn } from './lambda-function.ts';
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

/** What a Task's Resource names: an integration, or a function by its ARN. */
export interface Called {
  /** Of which service and what, as the events of an integration name it; undefined for a function's ARN. */
  named: { resourceType: string; resource: string } | undefined;
  /** Whether the task waits for its token. */
  waits: boolean;
  /** Arguments that are supported; any when undefined. */
  arguments: readonly string[] | undefined;
  call: Integration['call'];
}

/** Undefined when a Task's Resource names nothing that is supported. */
export function calledBy(text: string): Called | undefined {
  const fn = functionOfArn(text);
  if (fn) return { named: undefined, waits: false, arguments: undefined, call: fn };
  const name = /^arn:aws:states:::(.+)$/.exec(text)?.[1] ?? '';
  const waits = name.endsWith(waitForTaskToken);
  const integration = integrations.get(waits ? name.slice(0, -waitForTaskToken.length) : name);
  if (!integration || (waits && !integration.takesToken)) return undefined;
  const [resourceType = '', resource = ''] = name.split(':');
  return {
    named: { resourceType, resource },
    waits,
    arguments: integration.arguments,
    call: (call) => integration.call(call),
  };
}
