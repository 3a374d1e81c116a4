import { type ApiAction, functionOf } from './action.ts';
import { ApiError } from './api-error.ts';

/** https://docs.aws.amazon.com/lambda/latest/api/API_PutFunctionConcurrency.html */
export const putFunctionConcurrency: ApiAction = {
  name: 'PutFunctionConcurrency',
  method: 'PUT',
  path: /^\/2017-10-31\/functions\/(?<name>[^/]+)\/concurrency$/,
  perform(call) {
    const { deployed } = functionOf(call);
    const wanted = wantedConcurrency(call.body);
    if (typeof wanted !== 'number' || !Number.isInteger(wanted) || wanted < 0) {
      throw new ApiError(
        400,
        'InvalidParameterValueException',
        `ReservedConcurrentExecutions is ${wanted}: it must be a whole number of at least 0.`,
      );
    }
    const refusal = call.service.limits.refusalToReserve(deployed, wanted);
    if (refusal) throw new ApiError(400, 'InvalidParameterValueException', refusal);
    deployed.reservedConcurrency = wanted;
    return { status: 200, body: { ReservedConcurrentExecutions: wanted } };
  },
};

function wantedConcurrency(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'))?.ReservedConcurrentExecutions;
  } catch {
    throw new ApiError(400, 'InvalidRequestContentException', 'Could not parse request body into json.');
  }
}

/** https://docs.aws.amazon.com/lambda/latest/api/API_GetFunctionConcurrency.html */
export const getFunctionConcurrency: ApiAction = {
  name: 'GetFunctionConcurrency',
  method: 'GET',
  path: /^\/2019-09-30\/functions\/(?<name>[^/]+)\/concurrency$/,
  perform(call) {
    const { reservedConcurrency } = functionOf(call).deployed;
    return {
      status: 200,
      body: reservedConcurrency === undefined ? {} : { ReservedConcurrentExecutions: reservedConcurrency },
    };
  },
};

/** https://docs.aws.amazon.com/lambda/latest/api/API_DeleteFunctionConcurrency.html */
export const deleteFunctionConcurrency: ApiAction = {
  name: 'DeleteFunctionConcurrency',
  method: 'DELETE',
  path: /^\/2017-10-31\/functions\/(?<name>[^/]+)\/concurrency$/,
  perform(call) {
    functionOf(call).deployed.reservedConcurrency = undefined;
    return { status: 204 };
  },
};

/** Of the account's limits, those on concurrency. https://docs.aws.amazon.com/lambda/latest/api/API_GetAccountSettings.html */
export const getAccountSettings: ApiAction = {
  name: 'GetAccountSettings',
  method: 'GET',
  path: /^\/2016-08-19\/account-settings\/?$/,
  perform: ({ service }) => ({
    status: 200,
    body: {
      AccountLimit: {
        ConcurrentExecutions: service.limits.account,
        UnreservedConcurrentExecutions: service.limits.unreserved,
      },
      AccountUsage: { FunctionCount: service.functions.length },
    },
  }),
};
