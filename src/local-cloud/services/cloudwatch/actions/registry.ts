import type { Action } from './action.ts';
import {
  deleteAlarms,
  describeAlarmHistory,
  describeAlarms,
  disableAlarmActions,
  enableAlarmActions,
  putMetricAlarm,
  setAlarmState,
} from './alarms.ts';
import { putMetricData } from './put-metric-data.ts';
import { getMetricData, getMetricStatistics, listMetrics } from './read-metrics.ts';

/** By name. */
export const actions = new Map<string, Action>([
  ['PutMetricData', putMetricData],
  ['GetMetricData', getMetricData],
  ['GetMetricStatistics', getMetricStatistics],
  ['ListMetrics', listMetrics],
  ['PutMetricAlarm', putMetricAlarm],
  ['DescribeAlarms', describeAlarms],
  ['DescribeAlarmHistory', describeAlarmHistory],
  ['SetAlarmState', setAlarmState],
  ['EnableAlarmActions', enableAlarmActions],
  ['DisableAlarmActions', disableAlarmActions],
  ['DeleteAlarms', deleteAlarms],
]);
