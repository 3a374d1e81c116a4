import type { Action } from './action.ts';
import { filterLogEvents, getLogEvents, putLogEvents } from './events.ts';
import {
  createLogGroup,
  createLogStream,
  deleteLogGroup,
  deleteLogStream,
  describeLogGroups,
  describeLogStreams,
} from './groups.ts';
import { getQueryResults, startQuery, stopQuery } from './queries.ts';

/** By name. */
export const actions = new Map<string, Action>([
  ['CreateLogGroup', createLogGroup],
  ['DeleteLogGroup', deleteLogGroup],
  ['DescribeLogGroups', describeLogGroups],
  ['CreateLogStream', createLogStream],
  ['DeleteLogStream', deleteLogStream],
  ['DescribeLogStreams', describeLogStreams],
  ['PutLogEvents', putLogEvents],
  ['GetLogEvents', getLogEvents],
  ['FilterLogEvents', filterLogEvents],
  ['StartQuery', startQuery],
  ['GetQueryResults', getQueryResults],
  ['StopQuery', stopQuery],
]);
