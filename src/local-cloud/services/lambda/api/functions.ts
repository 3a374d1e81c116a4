import { account } from '../../../kernel/account.ts';
import type { LambdaFunction } from '../lambda-function.ts';
import { type ApiAction, functionOf } from './action.ts';
import { listPage } from './list-page.ts';
import { maxItems, namespacedFunctionName, qualifier } from './parameters.ts';

/** https://docs.aws.amazon.com/lambda/latest/api/API_FunctionConfiguration.html, as far as it means something here. */
/** A function as the API answers with it. */
export function describe(fn: LambdaFunction) {
  const { configuration } = fn;
  return {
    FunctionName: configuration.name,
    FunctionArn: fn.arn,
    Runtime: configuration.runtime,
    Role: `arn:${account.partition}:iam::${account.id}:role/local`,
    Handler: configuration.handler,
    Timeout: configuration.timeoutSeconds,
    MemorySize: configuration.memoryMiB,
    Version: fn.version,
    Environment: { Variables: configuration.variables },
    ...(configuration.deadLetterTargetArn !== undefined && {
      DeadLetterConfig: { TargetArn: configuration.deadLetterTargetArn },
    }),
    ...(configuration.durable && {
      DurableConfig: {
        ExecutionTimeout: configuration.durable.executionTimeoutSeconds,
        RetentionPeriodInDays: configuration.durable.retentionDays,
      },
    }),
    PackageType: 'Zip',
    State: 'Active',
    LastUpdateStatus: 'Successful',
  };
}

/** https://docs.aws.amazon.com/lambda/latest/api/API_GetFunction.html */
export const getFunction: ApiAction = {
  name: 'GetFunction',
  method: 'GET',
  path: /^\/2015-03-31\/functions\/(?<name>[^/]+)$/,
  parameters: [namespacedFunctionName, qualifier],
  perform(call) {
    const fn = functionOf(call);
    const { reservedConcurrency } = fn.deployed;
    return {
      status: 200,
      body: {
        Configuration: describe(fn),
        ...(reservedConcurrency !== undefined && {
          Concurrency: { ReservedConcurrentExecutions: reservedConcurrency },
        }),
      },
    };
  },
};

/** https://docs.aws.amazon.com/lambda/latest/api/API_GetFunctionConfiguration.html */
export const getFunctionConfiguration: ApiAction = {
  name: 'GetFunctionConfiguration',
  method: 'GET',
  path: /^\/2015-03-31\/functions\/(?<name>[^/]+)\/configuration$/,
  parameters: [namespacedFunctionName, qualifier],
  perform: (call) => ({ status: 200, body: describe(functionOf(call)) }),
};

/** "ListFunctions returns a maximum of 50 items in each response, even if you set the number higher." */
const largestPage = 50;

/** https://docs.aws.amazon.com/lambda/latest/api/API_ListFunctions.html */
export const listFunctions: ApiAction = {
  name: 'ListFunctions',
  method: 'GET',
  path: /^\/2015-03-31\/functions\/?$/,
  parameters: [
    maxItems(1, 10_000),
    { name: 'functionVersion', in: { query: 'FunctionVersion' }, oneOf: ['ALL'] },
    {
      name: 'masterRegion',
      in: { query: 'MasterRegion' },
      pattern: 'ALL|[a-z]{2}(-gov)?-[a-z]+-\\d{1}',
    },
  ],
  perform({ service, query }) {
    const all = query.get('FunctionVersion') === 'ALL';
    const found = service.functions.flatMap(({ configuration: { name }, versions }) =>
      (all ? versions : [undefined]).map((each) =>
        service.function(each === undefined ? name : `${name}:${each}`),
      ),
    );
    const { items, next } = listPage(found, query, largestPage);
    return { status: 200, body: { Functions: items.map(describe), ...next } };
  },
};
