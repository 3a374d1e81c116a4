import { DeployError } from '../../../kernel/errors.ts';
import type { EventSourceMapping } from '../event-sources/event-source-mapping.ts';
import type { LambdaService } from '../lambda-service.ts';
import type { ApiAction, ApiCall } from './action.ts';
import { ApiError } from './api-error.ts';
import { membersOf } from './json-body.ts';

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
    ...others,
    FunctionArn: service.function(String(FunctionName)).arn,
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
  perform({ service, query }) {
    const source = query.get('EventSourceArn');
    const named = query.get('FunctionName');
    const wanted = named === null ? undefined : service.find(named)?.arn;
    const all = [...service.mappings.values()].map((each) => describe(each, service));
    return {
      status: 200,
      body: {
        EventSourceMappings: all.filter(
          (each) =>
            (source === null || (each as { EventSourceArn?: string }).EventSourceArn === source) &&
            (named === null || each.FunctionArn === wanted),
        ),
      },
    };
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
