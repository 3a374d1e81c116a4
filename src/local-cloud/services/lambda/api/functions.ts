import { account } from '../../../kernel/account.ts';
import type { LambdaFunction } from '../lambda-function.ts';
import { type ApiAction, functionOf } from './action.ts';

/** https://docs.aws.amazon.com/lambda/latest/api/API_FunctionConfiguration.html, as far as it means something here. */
function describe(fn: LambdaFunction) {
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
  perform: (call) => ({ status: 200, body: describe(functionOf(call)) }),
};

/** All at once: a local account has never more than a page. https://docs.aws.amazon.com/lambda/latest/api/API_ListFunctions.html */
export const listFunctions: ApiAction = {
  name: 'ListFunctions',
  method: 'GET',
  path: /^\/2015-03-31\/functions\/?$/,
  perform: ({ service }) => ({
    status: 200,
    body: {
      Functions: service.functions.map((each) => describe(service.function(each.configuration.name))),
    },
  }),
};
