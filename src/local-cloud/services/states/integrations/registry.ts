import { dynamodbItems } from './dynamodb.ts';
import { eventsPutEvents } from './events.ts';
import type { Integration, Job } from './integration.ts';
import { functionOfArn } from './lambda-function.ts';
import { lambdaInvoke } from './lambda-invoke.ts';
import { snsPublish } from './sns.ts';
import { sqsSendMessage } from './sqs.ts';
import { startExecution } from './start-execution.ts';

/** By what `Resource` names after `arn:aws:states:::`. */
export const integrations: ReadonlyMap<string, Integration> = new Map(
  [lambdaInvoke, sqsSendMessage, snsPublish, eventsPutEvents, startExecution, ...dynamodbItems].map(
    (each) => [each.resource, each],
  ),
);

const waitForTaskToken = '.waitForTaskToken';

/** What can follow an integration's name. */
export const patternsOf = ({ takesToken, jobs = {} }: Integration): string[] => [
  ...Object.keys(jobs),
  ...(takesToken ? [waitForTaskToken] : []),
];

/** What a Task's Resource names: an integration, or a function by its ARN. */
export interface Called {
  /** Of which service and what, as the events of an integration name it; undefined for a function's ARN. */
  named: { resourceType: string; resource: string } | undefined;
  /** Whether the task waits for its token. */
  waits: boolean;
  /** What else the task waits for. */
  job: Job | undefined;
  /** Arguments that are supported; any when undefined. */
  arguments: readonly string[] | undefined;
  call: Integration['call'];
}

/** Undefined when a Task's Resource names nothing that is supported. */
export function calledBy(text: string): Called | undefined {
  const fn = functionOfArn(text);
  if (fn) return { named: undefined, waits: false, job: undefined, arguments: undefined, call: fn };
  const [, resourceType = '', resource = ''] = /^arn:aws:states:::([^:]+):(.+)$/.exec(text) ?? [];
  const [, action = '', pattern = ''] = /^(\w+)(\..+)?$/.exec(resource) ?? [];
  const integration = integrations.get(`${resourceType}:${action}`);
  if (!integration || (pattern !== '' && !patternsOf(integration).includes(pattern))) return undefined;
  return {
    named: { resourceType, resource },
    waits: pattern === waitForTaskToken,
    job: integration.jobs?.[pattern],
    arguments: integration.arguments,
    call: (call) => integration.call(call),
  };
}
