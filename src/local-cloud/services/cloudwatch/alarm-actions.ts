import { account } from '../../kernel/account.ts';
import type { Delivery } from '../../kernel/contracts/event-target.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { Alarm, Transition } from './alarm.ts';
import { timeOf } from './state-reason.ts';

/**
 * What the notifications call the Region, for those that a cloud usually plays.
 * https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html
 */
const regionNames: Record<string, string> = {
  'us-east-1': 'US East (N. Virginia)',
  'us-east-2': 'US East (Ohio)',
  'us-west-1': 'US West (N. California)',
  'us-west-2': 'US West (Oregon)',
  'eu-central-1': 'EU (Frankfurt)',
  'eu-west-1': 'EU (Ireland)',
  'eu-west-2': 'EU (London)',
  'eu-west-3': 'EU (Paris)',
  'eu-north-1': 'EU (Stockholm)',
};

const regionName = () => regionNames[account.region] ?? account.region;

/**
 * Tells everybody of an alarm's new state: the topics and functions among its actions, and the default event bus. Actions
 * that do not work are told in the alarm's history, and nowhere else, as on AWS: "CloudWatch doesn't test or validate the
 * actions that you specify".
 */
export async function actOn(alarm: Alarm, transition: Transition, kernel: Kernel): Promise<void> {
  const enabled = alarm.settings.ActionsEnabled;
  for (const arn of enabled ? alarm.actions : []) await act(arn, alarm, transition, kernel);
  await attempt(async () => {
    await kernel.targets
      .resolve(`arn:${account.partition}:events:${account.region}:${account.id}:event-bus/default`)
      .deliver({
        trigger: 'cloudwatch',
        causes: [transition.id],
        payload: detailOf(alarm, transition),
        busEvent: {
          source: 'aws.cloudwatch',
          detailType: 'CloudWatch Alarm State Change',
          resources: [alarm.arn],
        },
      });
  });
}

/**
 * "Except for Auto Scaling actions, the actions happen only on state transitions": those go on each minute that the alarm
 * stays in its state. https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-actions.html
 */
export async function scaleAgain(alarm: Alarm, stayed: Transition, kernel: Kernel): Promise<void> {
  if (!alarm.settings.ActionsEnabled) return;
  for (const arn of alarm.actions) if (scales(arn)) await act(arn, alarm, stayed, kernel);
}

const scales = (arn: string): boolean => arn.split(':')[2] === 'autoscaling';

async function act(arn: string, alarm: Alarm, transition: Transition, { targets }: Kernel): Promise<void> {
  const problem = await attempt(async () => {
    await targets
      .resolve(arn)
      .deliver(arn.includes(':sns:') ? notification(alarm, transition) : invocation(alarm, transition));
  });
  alarm.history.push({
    at: transition.at,
    type: 'Action',
    summary:
      problem === undefined
        ? `Successfully executed action ${arn}`
        : `Failed to execute action ${arn}. Received error: "${problem}"`,
    data: {
      actionState: problem === undefined ? 'Succeeded' : 'Failed',
      notificationResource: arn,
      stateUpdateTimestamp: transition.at,
    },
  });
}

async function attempt(action: () => Promise<void>): Promise<string | undefined> {
  try {
    await action();
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Notify_Users_Alarm_Changes.html */
function notification(alarm: Alarm, { id, from, to, reason, at }: Transition): Delivery {
  const { settings } = alarm;
  const payload = {
    AlarmName: alarm.name,
    AlarmDescription: settings.AlarmDescription ?? null,
    AWSAccountId: account.id,
    AlarmConfigurationUpdatedTimestamp: timeOf(alarm.configuredAt),
    NewStateValue: to,
    NewStateReason: reason.text,
    StateChangeTime: timeOf(at),
    Region: regionName(),
    AlarmArn: alarm.arn,
    OldStateValue: from,
    OKActions: settings.OKActions,
    AlarmActions: settings.AlarmActions,
    InsufficientDataActions: settings.InsufficientDataActions,
    Trigger: triggerOf(alarm),
  };
  return {
    trigger: 'cloudwatch',
    causes: [id],
    payload: JSON.stringify(payload),
    subject: `${to}: "${alarm.name}" in ${regionName()}`,
  };
}

function triggerOf({ settings }: Alarm): object {
  const common = {
    Period: settings.Period,
    EvaluationPeriods: settings.EvaluationPeriods,
    ...(settings.DatapointsToAlarm !== undefined && { DatapointsToAlarm: settings.DatapointsToAlarm }),
    ComparisonOperator: settings.ComparisonOperator,
    Threshold: settings.Threshold,
    TreatMissingData: settings.TreatMissingData ?? 'missing',
    EvaluateLowSampleCountPercentile: settings.EvaluateLowSampleCountPercentile ?? '',
  };
  if (settings.Metrics) return { ...common, Metrics: settings.Metrics };
  return {
    MetricName: settings.MetricName,
    Namespace: settings.Namespace,
    ...(settings.Statistic
      ? { StatisticType: 'Statistic', Statistic: settings.Statistic.toUpperCase() }
      : { StatisticType: 'ExtendedStatistic', ExtendedStatistic: settings.ExtendedStatistic }),
    Unit: settings.Unit ?? null,
    Dimensions: (settings.Dimensions ?? []).map(({ Name, Value }) => ({ value: Value, name: Name })),
    ...common,
  };
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-actions-Lambda.html */
function invocation(alarm: Alarm, transition: Transition): Delivery {
  return {
    trigger: 'cloudwatch',
    causes: [transition.id],
    payload: {
      source: 'aws.cloudwatch',
      alarmArn: alarm.arn,
      accountId: account.id,
      time: timeOf(transition.at),
      region: account.region,
      alarmData: detailOf(alarm, transition),
    },
  };
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-and-eventbridge.html */
function detailOf(alarm: Alarm, { from, to, reason, at }: Transition): object {
  const { settings } = alarm;
  const metrics = settings.Metrics ?? [
    {
      Id: 'm1',
      MetricStat: {
        Metric: {
          Namespace: settings.Namespace,
          MetricName: settings.MetricName,
          Dimensions: settings.Dimensions ?? [],
        },
        Period: settings.Period,
        Stat: settings.Statistic ?? settings.ExtendedStatistic,
      },
      ReturnData: true,
    },
  ];
  return {
    alarmName: alarm.name,
    state: {
      value: to,
      reason: reason.text,
      ...(reason.data && { reasonData: JSON.stringify(reason.data) }),
      timestamp: timeOf(at),
    },
    previousState: { value: from },
    configuration: {
      ...(settings.AlarmDescription !== undefined && { description: settings.AlarmDescription }),
      metrics: metrics.map(({ Id, MetricStat, ReturnData, ...query }) => ({
        id: Id,
        ...(MetricStat && {
          metricStat: {
            metric: {
              namespace: MetricStat.Metric.Namespace,
              name: MetricStat.Metric.MetricName,
              dimensions: Object.fromEntries(
                MetricStat.Metric.Dimensions.map(({ Name, Value }) => [Name, Value]),
              ),
            },
            period: MetricStat.Period,
            stat: MetricStat.Stat,
          },
        }),
        ...('Expression' in query && query.Expression !== undefined && { expression: query.Expression }),
        returnData: ReturnData,
      })),
    },
  };
}
