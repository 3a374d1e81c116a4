import * as v from 'valibot';
import { alarmStateSchema } from '../../../../content/event.ts';
import { ApiServerError } from '../../../http/api-server.ts';
import { DeployError } from '../../../kernel/errors.ts';
import type { Alarm } from '../alarm.ts';
import { alarmEntries } from '../alarm-settings.ts';
import { action, page, secondsOf, time } from './action.ts';

export const alarmName = v.pipe(
  v.string(),
  // biome-ignore lint/suspicious/noControlCharactersInRegex: it is these that a name must not have.
  v.regex(/^[^\x00-\x1f]{1,255}$/, 'must have 1 to 255 characters, and no control characters'),
);
const names = v.pipe(v.array(alarmName), v.maxLength(100, 'must have at most 100 names'));
const maxRecords = v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100)), 100);
/** "If you omit this parameter, only metric alarms are returned": there are no others here. */
const alarmTypes = v.optional(v.array(v.picklist(['MetricAlarm', 'CompositeAlarm', 'LogAlarm'])), [
  'MetricAlarm',
]);

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html */
export const putMetricAlarm = action(
  v.strictObject({
    AlarmName: alarmName,
    ...alarmEntries,
    Tags: v.optional(v.array(v.strictObject({ Key: v.string(), Value: v.string() }))),
  }),
  ({ AlarmName, Tags: _, ...settings }, cloudwatch) => {
    try {
      cloudwatch.putAlarm(AlarmName, settings);
    } catch (error) {
      if (!(error instanceof DeployError)) throw error;
      throw new ApiServerError('ValidationError', error.problem);
    }
    return {};
  },
);

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarms.html */
export const describeAlarms = action(
  v.strictObject({
    AlarmNames: v.optional(names),
    AlarmNamePrefix: v.optional(v.string()),
    AlarmTypes: alarmTypes,
    StateValue: v.optional(alarmStateSchema),
    ActionPrefix: v.optional(v.string()),
    MaxRecords: maxRecords,
    NextToken: v.optional(v.string()),
  }),
  (
    { AlarmNames, AlarmNamePrefix, AlarmTypes, StateValue, ActionPrefix, MaxRecords, NextToken },
    { alarms },
  ) => {
    if (AlarmNames && AlarmNamePrefix !== undefined)
      throw new ApiServerError(
        'ValidationError',
        'AlarmNames and AlarmNamePrefix must not be specified together.',
      );
    const found = [...alarms.values()]
      .filter(
        (alarm) =>
          AlarmTypes.includes('MetricAlarm') &&
          (AlarmNames === undefined || AlarmNames.includes(alarm.name)) &&
          alarm.name.startsWith(AlarmNamePrefix ?? '') &&
          (StateValue === undefined || alarm.state === StateValue) &&
          (ActionPrefix === undefined || actionsOf(alarm).some((arn) => arn.startsWith(ActionPrefix))),
      )
      .sort((a, b) => (a.name < b.name ? -1 : 1));
    const { items, next } = page(found, NextToken, MaxRecords);
    return { CompositeAlarms: [], MetricAlarms: items.map(describe), ...next };
  },
);

const actionsOf = ({ settings }: Alarm): string[] => [
  ...settings.OKActions,
  ...settings.AlarmActions,
  ...settings.InsufficientDataActions,
];

const describe = (alarm: Alarm): object => ({
  AlarmName: alarm.name,
  AlarmArn: alarm.arn,
  AlarmConfigurationUpdatedTimestamp: secondsOf(alarm.configuredAt),
  ...alarm.settings,
  ...(!alarm.settings.Metrics && { Dimensions: alarm.settings.Dimensions ?? [] }),
  StateValue: alarm.state,
  StateReason: alarm.reason.text,
  ...(alarm.reason.data && { StateReasonData: JSON.stringify(alarm.reason.data) }),
  StateUpdatedTimestamp: secondsOf(alarm.updatedAt),
  StateTransitionedTimestamp: secondsOf(alarm.transitionedAt),
});

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarmHistory.html */
export const describeAlarmHistory = action(
  v.strictObject({
    AlarmName: v.optional(alarmName),
    AlarmTypes: alarmTypes,
    HistoryItemType: v.optional(v.picklist(['ConfigurationUpdate', 'StateUpdate', 'Action'])),
    StartDate: v.optional(time),
    EndDate: v.optional(time),
    MaxRecords: maxRecords,
    NextToken: v.optional(v.string()),
    ScanBy: v.optional(v.picklist(['TimestampDescending', 'TimestampAscending']), 'TimestampDescending'),
  }),
  (input, { alarms }) => {
    const {
      AlarmName,
      AlarmTypes,
      HistoryItemType,
      StartDate = 0,
      EndDate = Number.POSITIVE_INFINITY,
    } = input;
    const found = [...alarms.values()]
      .filter(
        ({ name }) => AlarmTypes.includes('MetricAlarm') && (AlarmName === undefined || name === AlarmName),
      )
      .flatMap(({ name, history }) => history.map((item) => ({ name, ...item })))
      .filter(({ type, at }) => (HistoryItemType ?? type) === type && at >= StartDate && at <= EndDate)
      .sort((a, b) => a.at - b.at);
    if (input.ScanBy === 'TimestampDescending') found.reverse();
    const { items, next } = page(found, input.NextToken, input.MaxRecords);
    return {
      AlarmHistoryItems: items.map(({ name, at, type, summary, data }) => ({
        AlarmName: name,
        AlarmType: 'MetricAlarm',
        Timestamp: secondsOf(at),
        HistoryItemType: type,
        HistorySummary: summary,
        HistoryData: JSON.stringify(data),
      })),
      ...next,
    };
  },
);

/**
 * "The alarm returns to its actual state" with the next evaluation.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_SetAlarmState.html
 */
export const setAlarmState = action(
  v.strictObject({
    AlarmName: alarmName,
    StateValue: alarmStateSchema,
    StateReason: v.pipe(v.string(), v.maxLength(1_023, 'must be at most 1,023 characters')),
    StateReasonData: v.optional(v.pipe(v.string(), v.maxLength(4_000, 'must be at most 4,000 characters'))),
  }),
  ({ AlarmName, StateValue, StateReason, StateReasonData }, cloudwatch) => {
    const alarm = cloudwatch.alarm(AlarmName);
    const transition = alarm.goTo(
      StateValue,
      { text: StateReason, ...(StateReasonData !== undefined && { data: objectOf(StateReasonData) }) },
      cloudwatch.now,
    );
    if (transition.from !== transition.to) cloudwatch.tell(alarm, transition);
    return {};
  },
);

function objectOf(text: string): object {
  try {
    const value = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value;
  } catch {
    // Answered below.
  }
  throw new ApiServerError('InvalidFormat', 'StateReasonData was not syntactically valid JSON.');
}

/** All of them or none. https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DeleteAlarms.html */
export const deleteAlarms = action(v.strictObject({ AlarmNames: names }), ({ AlarmNames }, cloudwatch) => {
  for (const name of AlarmNames) cloudwatch.alarm(name);
  for (const name of AlarmNames) cloudwatch.alarms.delete(name);
  return {};
});

const enableActions = (enabled: boolean) =>
  action(v.strictObject({ AlarmNames: names }), ({ AlarmNames }, { alarms }) => {
    for (const name of AlarmNames) {
      const alarm = alarms.get(name);
      if (alarm) alarm.settings = { ...alarm.settings, ActionsEnabled: enabled };
    }
    return {};
  });

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_EnableAlarmActions.html */
export const enableAlarmActions = enableActions(true);
/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DisableAlarmActions.html */
export const disableAlarmActions = enableActions(false);
