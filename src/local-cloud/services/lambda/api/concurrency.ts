import type { DeployedFunction } from '../deployed-function.ts';
import { type ApiAction, type ApiCall, functionOf, partsOfName } from './action.ts';
import { ApiError } from './api-error.ts';
import { checkConstraints, failed, functionName } from './parameters.ts';

/** https://docs.aws.amazon.com/lambda/latest/api/API_PutFunctionConcurrency.html */
export const putFunctionConcurrency: ApiAction = {
  name: 'PutFunctionConcurrency',
  method: 'PUT',
  path: /^\/2017-10-31\/functions\/(?<name>[^/]+)\/concurrency$/,
  parameters: [functionName],
  perform(call) {
    const wanted = wantedConcurrency(call.body);
    const deployed = wholeFunctionOf(call);
    const refusal = call.service.limits.refusalToReserve(deployed, wanted);
    if (refusal) throw new ApiError(400, 'InvalidParameterValueException', refusal);
    deployed.reservedConcurrency = wanted;
    return { status: 200, body: { ReservedConcurrentExecutions: wanted } };
  },
};

/** Throws an ApiError when the call names a version or an alias: concurrency is reserved for the function as a whole. */
function wholeFunctionOf(call: ApiCall): DeployedFunction {
  const { qualifier } = partsOfName(call.named);
  if (qualifier !== undefined)
    throw new ApiError(
      400,
      'InvalidParameterValueException',
      `Reserved concurrency is of a function, and ${call.named} names a version or an alias. Give the function’s name or its ARN without a qualifier.`,
    );
  return functionOf(call).deployed;
}

function wantedConcurrency(body: Buffer): number {
  let wanted: unknown;
  try {
    wanted = JSON.parse(body.toString('utf8'))?.ReservedConcurrentExecutions;
  } catch {
    throw new ApiError(400, 'InvalidRequestContentException', 'Could not parse request body into json.');
  }
  const at = `at 'reservedConcurrentExecutions' ${failed}`;
  if (wanted === undefined || wanted === null)
    checkConstraints([`Value null ${at}: Member must not be null`]);
  if (typeof wanted !== 'number' || !Number.isInteger(wanted))
    throw new ApiError(
      400,
      'SerializationException',
      `ReservedConcurrentExecutions is ${JSON.stringify(wanted)}: it must be a whole number.`,
    );
  if (wanted < 0)
    checkConstraints([`Value '${wanted}' ${at}: Member must have value greater than or equal to 0`]);
  return wanted;
}

/** https://docs.aws.amazon.com/lambda/latest/api/API_GetFunctionConcurrency.html */
export const getFunctionConcurrency: ApiAction = {
  name: 'GetFunctionConcurrency',
  method: 'GET',
  path: /^\/2019-09-30\/functions\/(?<name>[^/]+)\/concurrency$/,
  parameters: [functionName],
  perform(call) {
    const { reservedConcurrency } = wholeFunctionOf(call);
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
  parameters: [functionName],
  perform(call) {
    wholeFunctionOf(call).reservedConcurrency = undefined;
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
