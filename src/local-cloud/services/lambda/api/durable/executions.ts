import type { DurableExecution } from '../../durable/durable-execution.ts';
import { pageOf } from '../../durable/page-of.ts';
import { type ApiAction, functionOf } from '../action.ts';
import { ApiError } from '../api-error.ts';
import { functionName, qualifier } from '../parameters.ts';
import { jsonOf } from './json-of.ts';
import { maxItemsOf, upTo1000 } from './max-items.ts';

/** https://docs.aws.amazon.com/lambda/latest/api/API_Execution.html */
const summaryOf = (execution: DurableExecution) => ({
  DurableExecutionArn: execution.arn,
  DurableExecutionName: execution.name,
  FunctionArn: execution.functionArn,
  StartTimestamp: execution.startedAt,
  Status: execution.status,
  EndTimestamp: execution.endedAt,
});

/** https://docs.aws.amazon.com/lambda/latest/api/API_GetDurableExecution.html */
export const getDurableExecution: ApiAction = {
  name: 'GetDurableExecution',
  method: 'GET',
  path: /^\/2025-12-01\/durable-executions\/(?<name>[^/]+)$/,
  perform({ service, named, query }) {
    const execution = service.executions.get(named);
    const withData = query.get('IncludeExecutionData') !== 'false';
    const { config, inputPayload, result, error, version } = execution;
    return {
      status: 200,
      body: jsonOf({
        ...summaryOf(execution),
        Version: version,
        ExecutionDataIncluded: withData,
        DurableConfig: {
          ExecutionTimeout: config.executionTimeoutSeconds,
          RetentionPeriodInDays: config.retentionDays,
        },
        ...(withData && { InputPayload: inputPayload, Result: result, Error: error }),
      }),
    };
  },
};

const statuses = ['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'STOPPED'];

/** https://docs.aws.amazon.com/lambda/latest/api/API_ListDurableExecutionsByFunction.html */
export const listDurableExecutionsByFunction: ApiAction = {
  name: 'ListDurableExecutionsByFunction',
  method: 'GET',
  path: /^\/2025-12-01\/functions\/(?<name>[^/]+)\/durable-executions$/,
  parameters: [
    functionName,
    qualifier,
    upTo1000,
    { name: 'statuses', in: { query: 'Statuses' }, oneOf: statuses },
    {
      name: 'durableExecutionName',
      in: { query: 'DurableExecutionName' },
      minLength: 1,
      maxLength: 64,
      pattern: '[a-zA-Z0-9-_]+',
    },
  ],
  perform(call) {
    const { service, query } = call;
    const fn = functionOf(call);
    const wanted = query.getAll('Statuses');
    const name = query.get('DurableExecutionName');
    const after = timeOf(query, 'StartedAfter') ?? Number.NEGATIVE_INFINITY;
    const before = timeOf(query, 'StartedBefore') ?? Number.POSITIVE_INFINITY;
    const found = service.executions
      .of(fn.configuration.arn)
      .filter(
        (each) =>
          (fn.qualifiedArn === undefined || each.version === fn.version) &&
          (wanted.length === 0 || wanted.includes(each.status)) &&
          (name === null || each.name === name) &&
          each.startedAt.getTime() > after &&
          each.startedAt.getTime() < before,
      );
    // "Set to true to return results in chronological order (oldest first). Default is false."
    if (query.get('ReverseOrder') !== 'true') found.reverse();
    const { items, nextMarker } = pageOf(found, query.get('Marker') ?? undefined, maxItemsOf(query));
    return {
      status: 200,
      body: jsonOf({ DurableExecutions: items.map(summaryOf), NextMarker: nextMarker }),
    };
  },
};

/** Unix ms. */
function timeOf(query: URLSearchParams, name: string): number | undefined {
  const given = query.get(name);
  if (given === null) return undefined;
  const time = Date.parse(given);
  if (Number.isNaN(time))
    throw new ApiError(
      400,
      'InvalidParameterValueException',
      `${name} is ${given}: it must be a time in ISO 8601.`,
    );
  return time;
}
