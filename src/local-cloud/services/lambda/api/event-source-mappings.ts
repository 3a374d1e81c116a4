import { arnOf } from '../../../kernel/account.ts';
import { DeployError } from '../../../kernel/errors.ts';
import type { EventSourceMapping } from '../event-sources/event-source-mapping.ts';
import type { LambdaService } from '../lambda-service.ts';
import type { ApiAction, ApiCall } from './action.ts';
import { ApiError } from './api-error.ts';
import { membersOf } from './json-body.ts';
import { listPage } from './list-page.ts';
import { maxItems } from './parameters.ts';

/** "ListEventSourceMappings returns a maximum of 100 items in each response, even if you set the number higher." */
const largestPage = 100;

const path = /^\/2015-03-31\/event-source-mappings\/(?<name>[^/]+)$/;

/** What of a mapping can be changed while it runs. */
const changeable = [
  'FunctionName',
  'Enabled',
  'BatchSize',
  'MaximumBatchingWindowInSeconds',
  'FilterCriteria',
  'FunctionResponseTypes',
  'ScalingConfig',
];

function describe(mapping: EventSourceMapping, service: LambdaService) {
  const { FunctionName, Enabled, ...others } = mapping.properties;
  return {
    UUID: mapping.uuid,
    EventSourceMappingArn: arnOf('lambda', `event-source-mapping:${mapping.uuid}`),
    ...others,
    FunctionArn: service.function(String(FunctionName)).arn,
    LastModified: mapping.lastModifiedAt / 1_000,
    State: Enabled ? 'Enabled' : 'Disabled',
    StateTransitionReason: 'User action',
  };
}

function mappingOf({ service, named }: ApiCall): EventSourceMapping {
  const found = service.mappings.get(named);
  if (found) return found;
  throw new ApiError(404, 'ResourceNotFoundException', 'The resource you requested does not exist.');
}

export const getEventSourceMapping: ApiAction = {
  name: 'GetEventSourceMapping',
  method: 'GET',
  path,
  perform: (call) => ({ status: 200, body: describe(mappingOf(call), call.service) }),
};

/** https://docs.aws.amazon.com/lambda/latest/api/API_ListEventSourceMappings.html */
export const listEventSourceMappings: ApiAction = {
  name: 'ListEventSourceMappings',
  method: 'GET',
  path: /^\/2015-03-31\/event-source-mappings\/?$/,
  parameters: [maxItems(1, 10_000)],
  perform({ service, query }) {
    const source = query.get('EventSourceArn');
    const named = query.get('FunctionName');
    const wanted = named === null ? undefined : service.find(named)?.arn;
    const found = [...service.mappings.values()]
      .map((each) => describe(each, service))
      .filter(
        (each) =>
          (source === null || (each as { EventSourceArn?: string }).EventSourceArn === source) &&
          (named === null || each.FunctionArn === wanted),
      );
    const { items, next } = listPage(found, query, largestPage);
    return { status: 200, body: { EventSourceMappings: items, ...next } };
  },
};

/**
 * Changes a mapping of a queue, or pauses it.
 * https://docs.aws.amazon.com/lambda/latest/api/API_UpdateEventSourceMapping.html
 */
export const updateEventSourceMapping: ApiAction = {
  name: 'UpdateEventSourceMapping',
  method: 'PUT',
  path,
  perform(call) {
    const mapping = mappingOf(call);
    const changes = membersOf(call.body, changeable);
    try {
      mapping.update(changes);
    } catch (error) {
      if (!(error instanceof DeployError)) throw error;
      throw new ApiError(400, 'InvalidParameterValueException', error.problem);
    }
    return { status: 202, body: describe(mapping, call.service) };
  },
};
