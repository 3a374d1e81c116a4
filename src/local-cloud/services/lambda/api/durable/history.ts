import { withoutData } from '../../durable/execution-history.ts';
import { pageOf } from '../../durable/page-of.ts';
import type { ApiAction } from '../action.ts';
import { jsonOf } from './json-of.ts';
import { maxItemsOf, upTo1000 } from './max-items.ts';

/** https://docs.aws.amazon.com/lambda/latest/api/API_GetDurableExecutionHistory.html */
export const getDurableExecutionHistory: ApiAction = {
  name: 'GetDurableExecutionHistory',
  method: 'GET',
  path: /^\/2025-12-01\/durable-executions\/(?<name>[^/]+)\/history$/,
  parameters: [upTo1000],
  perform({ service, named, query }) {
    const { events } = service.executions.get(named).history;
    const ordered = query.get('ReverseOrder') === 'true' ? events.toReversed() : events;
    const { items, nextMarker } = pageOf(ordered, query.get('Marker') ?? undefined, maxItemsOf(query));
    const shown = query.get('IncludeExecutionData') === 'false' ? items.map(withoutData) : items;
    return { status: 200, body: jsonOf({ Events: shown, NextMarker: nextMarker }) };
  },
};
