import type { ApiAction } from '../action.ts';
import { jsonOf } from './json-of.ts';
import { maxItemsOf, upTo1000 } from './max-items.ts';

/** https://docs.aws.amazon.com/lambda/latest/api/API_GetDurableExecutionState.html */
export const getDurableExecutionState: ApiAction = {
  name: 'GetDurableExecutionState',
  method: 'GET',
  path: /^\/2025-12-01\/durable-executions\/(?<name>[^/]+)\/state$/,
  parameters: [upTo1000],
  perform({ service, named, query }) {
    const { items, nextMarker } = service.executions.get(named).state({
      token: query.get('CheckpointToken') ?? '',
      marker: query.get('Marker') ?? undefined,
      maxItems: maxItemsOf(query),
    });
    return { status: 200, body: { Operations: jsonOf(items), NextMarker: nextMarker ?? '' } };
  },
};
