import { setTimeout as delay } from 'node:timers/promises';
import { type AwsApi, AwsRefusal } from './aws-api.ts';
import { runOf, runTag, stackPrefix } from './run-name.ts';

/** A stack as CloudFormation tells of it. */
export interface FoundStack {
  id: string;
  name: string;
  status: string;
  reason: string;
  /** Of the run that made it. */
  run: string;
}

/** A resource of a stack. */
export interface StackResource {
  logicalId: string;
  physicalId: string;
  type: string;
  status: string;
  reason: string;
}

/** How often CloudFormation is asked how far it is. */
const pollMs = 2_000;
/** How long a stack is waited for. */
const patienceMs = 20 * 60_000;

/** Every stack of runs, or of one; those that are deleted are not among them. */
export async function stacksOfRuns(api: AwsApi, run?: string): Promise<FoundStack[]> {
  const found: FoundStack[] = [];
  let next: string | undefined;
  do {
    const $ = await api.query('cloudformation', 'DescribeStacks', { ...(next && { NextToken: next }) });
    for (const each of $('Stacks > member').toArray()) {
      const stack = stackIn($(each).children('StackId').text(), (name) => $(each).children(name).text());
      const tags = $(each)
        .children('Tags')
        .children('member')
        .toArray()
        .map((tag) => [$(tag).children('Key').text(), $(tag).children('Value').text()]);
      // A change set that was never executed has left a stack with nothing in it, whose tags are only in the change set.
      const tagged = tags.find(([key]) => key === runTag)?.[1] ?? runOf(stack.name);
      if (!stack.name.startsWith(stackPrefix) || tagged === undefined) continue;
      if (run === undefined || tagged === run) found.push({ ...stack, run: tagged });
    }
    next = $('DescribeStacksResult > NextToken').text() || undefined;
  } while (next);
  return found;
}

/** A stack by its name or id; by id one that is deleted, too. Undefined when there is none. */
export async function findStack(api: AwsApi, nameOrId: string): Promise<FoundStack | undefined> {
  try {
    const $ = await api.query('cloudformation', 'DescribeStacks', { StackName: nameOrId });
    const each = $('Stacks > member').first();
    return stackIn(each.children('StackId').text(), (name) => each.children(name).text());
  } catch (error) {
    if (error instanceof AwsRefusal && /does not exist/.test(error.message)) return undefined;
    throw error;
  }
}

function stackIn(id: string, of: (name: string) => string): FoundStack {
  const name = of('StackName');
  return { id, name, status: of('StackStatus'), reason: of('StackStatusReason'), run: runOf(name) ?? '' };
}

/** The resources of a stack, by its id those of one that is deleted, too. */
export async function resourcesOf(api: AwsApi, id: string): Promise<StackResource[]> {
  const resources: StackResource[] = [];
  let next: string | undefined;
  do {
    const $ = await api.query('cloudformation', 'ListStackResources', {
      StackName: id,
      ...(next && { NextToken: next }),
    });
    for (const each of $('StackResourceSummaries > member').toArray()) {
      const of = (name: string) => $(each).children(name).text();
      resources.push({
        logicalId: of('LogicalResourceId'),
        physicalId: of('PhysicalResourceId'),
        type: of('ResourceType'),
        status: of('ResourceStatus'),
        reason: of('ResourceStatusReason'),
      });
    }
    next = $('ListStackResourcesResult > NextToken').text() || undefined;
  } while (next);
  return resources;
}

/**
 * Deletes a stack and waits until that has come to an end. A stack that is being created may be deleted, too: CloudFormation
 * then cancels what it is doing. Gives the stack as it is then: `DELETE_COMPLETE`, or `DELETE_FAILED`.
 */
export async function deleteStack(
  api: AwsApi,
  { id }: Pick<FoundStack, 'id'>,
  poll = pollMs,
): Promise<FoundStack | undefined> {
  await api.query('cloudformation', 'DeleteStack', { StackName: id });
  const begin = performance.now();
  for (;;) {
    const stack = await findStack(api, id);
    if (!stack || /^DELETE_(COMPLETE|FAILED)$/.test(stack.status)) return stack;
    if (performance.now() - begin > patienceMs) return stack;
    await delay(poll);
  }
}
