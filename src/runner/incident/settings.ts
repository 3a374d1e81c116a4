import { UpdateTableCommand } from '@aws-sdk/client-dynamodb';
import {
  DeleteFunctionConcurrencyCommand,
  PutFunctionConcurrencyCommand,
  UpdateEventSourceMappingCommand,
} from '@aws-sdk/client-lambda';
import { SetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { CallError } from '../call-error.ts';
import { suggestion } from '../nearest.ts';
import { ownValue } from '../own-value.ts';
import type { World } from './world.ts';

interface Setting {
  /** What it takes, besides the words of `words`. */
  range: [from: number, to: number];
  words?: Record<string, number | undefined>;
  put(world: World, value: number | undefined): Promise<unknown>;
}

const queue = (world: World, Attributes: Record<string, string>) =>
  world.target.clients.sqs.send(
    new SetQueueAttributesCommand({ QueueUrl: world.names.queueUrl, Attributes }),
  );
const mapping = ({ target, names }: World, changes: object) =>
  target.clients.lambda.send(new UpdateEventSourceMappingCommand({ UUID: names.mappingId, ...changes }));

/** What a player can change, by resource and name: each with the call that one would make on AWS. */
export const settings: Record<string, Record<string, Setting>> = {
  OrderQueue: {
    delay: { range: [0, 900], put: (world, value) => queue(world, { DelaySeconds: String(value) }) },
    'visibility-timeout': {
      range: [0, 43_200],
      put: (world, value) => queue(world, { VisibilityTimeout: String(value) }),
    },
    'max-receive-count': {
      range: [1, 1_000],
      put: (world, value) =>
        queue(world, {
          RedrivePolicy: JSON.stringify({
            deadLetterTargetArn: world.names.deadLettersArn,
            maxReceiveCount: value,
          }),
        }),
    },
  },
  Worker: {
    'reserved-concurrency': {
      range: [0, 900],
      words: { none: undefined },
      put: ({ target, names: { functionName: FunctionName } }, ReservedConcurrentExecutions) =>
        ReservedConcurrentExecutions === undefined
          ? target.clients.lambda.send(new DeleteFunctionConcurrencyCommand({ FunctionName }))
          : target.clients.lambda.send(
              new PutFunctionConcurrencyCommand({ FunctionName, ReservedConcurrentExecutions }),
            ),
    },
    'maximum-concurrency': {
      range: [2, 1_000],
      words: { none: undefined },
      put: (world, value) =>
        mapping(world, { ScalingConfig: value === undefined ? {} : { MaximumConcurrency: value } }),
    },
    'batch-size': { range: [1, 10], put: (world, value) => mapping(world, { BatchSize: value }) },
    polling: {
      range: [1, 0],
      words: { on: 1, off: 0 },
      put: (world, value) => mapping(world, { Enabled: value === 1 }),
    },
    filter: {
      range: [1, 0],
      words: { none: undefined },
      put: (world) => mapping(world, { FilterCriteria: { Filters: [] } }),
    },
  },
  Orders: {
    'write-capacity': {
      range: [1, 1_000],
      words: { 'on-demand': undefined },
      put: ({ target, names: { tableName: TableName } }, value) =>
        target.clients.documents.send(
          new UpdateTableCommand(
            value === undefined
              ? { TableName, BillingMode: 'PAY_PER_REQUEST' }
              : {
                  TableName,
                  BillingMode: 'PROVISIONED',
                  ProvisionedThroughput: { WriteCapacityUnits: value, ReadCapacityUnits: 10 },
                },
          ),
        ),
    },
  },
};

/** Each setting with what it takes, one a line. */
export const listSettings = (): string[] =>
  Object.entries(settings).flatMap(([resource, all]) =>
    Object.entries(all).map(([name, setting]) => `set ${resource} ${name} ${valuesOf(setting)}`),
  );

function valuesOf({ range: [from, to], words = {} }: Setting): string {
  return [...(from <= to ? [`${from}…${to}`] : []), ...Object.keys(words)].join('|');
}

/** Changes a setting through its service's API. Throws a CallError for a name or value that there is not. */
export async function changeSetting(
  world: World,
  [resource = '', name = '', value = '']: string[],
): Promise<void> {
  const all = ownValue(settings, resource);
  if (!all)
    throw new CallError(`There is no resource "${resource}".`, suggestion(resource, Object.keys(settings)));
  const setting = ownValue(all, name);
  if (!setting)
    throw new CallError(`${resource} has no setting "${name}".`, suggestion(name, Object.keys(all)));
  await setting.put(world, readValue(setting, value));
}

function readValue(setting: Setting, text: string): number | undefined {
  const { range, words = {} } = setting;
  if (Object.hasOwn(words, text)) return words[text];
  const value = Number(text);
  if (text === '' || !Number.isInteger(value) || value < range[0] || value > range[1])
    throw new CallError(`"${text}" is no value for it.`, `It takes ${valuesOf(setting)}.`);
  return value;
}
