import { listOf, QueryError, type QueryInput, type QueryOutput, structuresOf } from './query-protocol.ts';
import type { Pair, Stack, StackEvent, StackResource } from './stack.ts';
import type { NewStack, Stacks } from './stacks.ts';
import { takableTypes } from './takable-types.ts';

type Action = (input: QueryInput, stacks: Stacks) => QueryOutput;

const reference = 'https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference';

/** Parameters that each action takes; others are refused, so that nothing is left undone unseen. */
const taken: Record<string, readonly string[]> = {
  CreateStack: [
    'StackName',
    'TemplateBody',
    'TemplateURL',
    'Parameters',
    'Tags',
    'Capabilities',
    'OnFailure',
    'ClientRequestToken',
  ],
  DeleteStack: ['StackName', 'ClientRequestToken'],
  DescribeStacks: ['StackName'],
  DescribeStackEvents: ['StackName'],
  DescribeStackResources: ['StackName', 'LogicalResourceId'],
  ListStackResources: ['StackName'],
  GetTemplate: ['StackName', 'TemplateStage'],
  DescribeType: ['Type', 'TypeName'],
};

/** Parameters that ask for nothing when they are as CloudFormation has them by default, each with that. */
const byDefault: Record<string, Readonly<Record<string, string>>> = {
  CreateStack: {
    DisableRollback: 'false',
    EnableTerminationProtection: 'false',
    RetainExceptOnCreate: 'false',
  },
  DeleteStack: { DeletionMode: 'STANDARD' },
};

const actions: Record<string, Action> = {
  CreateStack(input, stacks) {
    const { id } = stacks.create({
      name: stackName(input),
      body: input.get('TemplateBody'),
      url: input.get('TemplateURL'),
      parameters: structuresOf(input, 'Parameters', ['ParameterKey', 'ParameterValue']).map((each) => ({
        name: each.ParameterKey,
        value: each.ParameterValue,
      })),
      tags: structuresOf(input, 'Tags', ['Key', 'Value']).map((each) => ({
        name: each.Key,
        value: each.Value,
      })),
      capabilities: listOf(input, 'Capabilities'),
      onFailure: onFailureOf(input),
    });
    return { StackId: id };
  },
  DeleteStack(input, stacks) {
    stacks.delete(required(input, 'StackName'));
    return undefined;
  },
  DescribeStacks(input, stacks) {
    const name = input.get('StackName');
    return { Stacks: (name === null ? stacks.existing : [stacks.find(name)]).map(described) };
  },
  DescribeStackEvents(input, stacks) {
    const stack = stacks.find(required(input, 'StackName'));
    return { StackEvents: stack.events.toReversed().map((event) => describedEvent(stack, event)) };
  },
  DescribeStackResources(input, stacks) {
    const stack = stacks.find(required(input, 'StackName'));
    const wanted = input.get('LogicalResourceId');
    return {
      StackResources: [...stack.resources.values()]
        .filter(({ logicalId }) => wanted === null || logicalId === wanted)
        .map((each) => ({
          ...ofStack(stack),
          ...describedResource(each),
          Timestamp: each.at.toISOString(),
        })),
    };
  },
  ListStackResources(input, stacks) {
    const { resources } = stacks.find(required(input, 'StackName'));
    return {
      StackResourceSummaries: [...resources.values()].map((each) => ({
        ...describedResource(each),
        LastUpdatedTimestamp: each.at.toISOString(),
      })),
    };
  },
  GetTemplate: (input, stacks) => ({
    TemplateBody: stacks.find(required(input, 'StackName')).templateBody,
    StagesAvailable: ['Original', 'Processed'],
  }),
  DescribeType(input) {
    const name = required(input, 'TypeName');
    if (required(input, 'Type') === 'RESOURCE')
      for (const types of [takableTypes.resourceTypes, takableTypes.withoutEffect])
        if (types.has(name)) return { Type: 'RESOURCE', TypeName: name, Visibility: 'PUBLIC' };
    throw new QueryError('TypeNotFoundException', `The type '${name}' cannot be found.`, 404);
  },
};

/** An action of CloudFormation on stacks. Throws a QueryError where it refuses. */
export function actOnStacks(action: string, input: QueryInput, stacks: Stacks): QueryOutput {
  const act = Object.hasOwn(actions, action) ? actions[action] : undefined;
  if (!act)
    throw new QueryError(
      'InvalidAction',
      `The local cloud has no action ${action} of CloudFormation: ${Object.keys(actions).join(', ')} are there.`,
    );
  const unknown = [...new Set([...input.keys()].map((each) => each.split('.')[0] ?? ''))].filter(
    (each) =>
      !['Action', 'Version', ...(taken[action] ?? [])].includes(each) &&
      byDefault[action]?.[each] !== input.get(each),
  );
  if (unknown.length > 0)
    throw new QueryError(
      'ValidationError',
      `The local cloud does not take ${unknown.join(', ')} of ${action}: leave ${unknown.length === 1 ? 'it' : 'them'} out. See ${reference}/API_${action}.html for what it does on AWS.`,
    );
  return act(input, stacks);
}

function required(input: QueryInput, name: string): string {
  const value = input.get(name);
  if (value) return value;
  throw new QueryError(
    'ValidationError',
    `1 validation error detected: Value null at '${name.charAt(0).toLowerCase()}${name.slice(1)}' failed to satisfy constraint: Member must not be null`,
  );
}

/** "A stack name can contain only alphanumeric characters (case sensitive) and hyphens. It must start with an alphabetical character and can't be longer than 128 characters." */
function stackName(input: QueryInput): string {
  const name = required(input, 'StackName');
  if (/^[a-zA-Z][-a-zA-Z0-9]{0,127}$/.test(name)) return name;
  throw new QueryError(
    'ValidationError',
    `1 validation error detected: Value '${name}' at 'stackName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z][-a-zA-Z0-9]*`,
  );
}

function onFailureOf(input: QueryInput): NewStack['onFailure'] {
  const value = input.get('OnFailure') ?? 'ROLLBACK';
  if (value === 'ROLLBACK' || value === 'DELETE' || value === 'DO_NOTHING') return value;
  throw new QueryError(
    'ValidationError',
    `1 validation error detected: Value '${value}' at 'onFailure' failed to satisfy constraint: Member must satisfy enum value set: [ROLLBACK, DELETE, DO_NOTHING]`,
  );
}

const ofStack = ({ id, name }: Stack) => ({ StackId: id, StackName: name });

const described = (stack: Stack): QueryOutput => ({
  ...ofStack(stack),
  CreationTime: stack.createdAt.toISOString(),
  DeletionTime: stack.deletedAt?.toISOString(),
  StackStatus: stack.status,
  StackStatusReason: stack.reason,
  DisableRollback: false,
  Capabilities: stack.capabilities,
  Parameters: stack.parameters.map(({ name, value }) => ({ ParameterKey: name, ParameterValue: value })),
  Tags: stack.tags.map(({ name, value }) => ({ Key: name, Value: value })),
  Outputs: stack.outputs.map(describedOutput),
});

const describedOutput = ({ name, value }: Pair) => ({ OutputKey: name, OutputValue: value });

const describedResource = ({ logicalId, physicalId, type, status, reason }: StackResource) => ({
  LogicalResourceId: logicalId,
  PhysicalResourceId: physicalId,
  ResourceType: type,
  ResourceStatus: status,
  ResourceStatusReason: reason,
});

const describedEvent = (stack: Stack, event: StackEvent): QueryOutput => ({
  ...ofStack(stack),
  EventId: event.id,
  ...describedResource(event),
  Timestamp: event.at.toISOString(),
});
