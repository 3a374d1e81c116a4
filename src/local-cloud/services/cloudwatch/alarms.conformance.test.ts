import assert from 'node:assert/strict';
import {
  DeleteAlarmsCommand,
  DescribeAlarmHistoryCommand,
  DescribeAlarmsCommand,
  PutMetricAlarmCommand,
  type PutMetricAlarmCommandInput,
  PutMetricDataCommand,
  SetAlarmStateCommand,
} from '@aws-sdk/client-cloudwatch';
import { arnOf } from '../../kernel/account.ts';
import type { TemplateResource } from '../../template/template.ts';
import { startTemplate } from '../../testing/assembly.ts';
import { behavioursOf } from '../../testing/behaviour.ts';
import { attributeOf } from '../../testing/event-bus.ts';
import { startMetrics } from '../../testing/metrics.ts';
import { receiveOne } from '../../testing/queue.ts';
import { functionResource, queueResource } from '../../testing/templates.ts';

const behaviour = behavioursOf('CloudWatch', import.meta.filename);
const guide = 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring';
const api = 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference';

const alarm = (properties: Record<string, unknown> = {}): TemplateResource => ({
  Type: 'AWS::CloudWatch::Alarm',
  Properties: {
    Namespace: 'Shop',
    MetricName: 'Errors',
    Statistic: 'Sum',
    Period: 60,
    EvaluationPeriods: 1,
    Threshold: 1,
    ComparisonOperator: 'GreaterThanOrEqualToThreshold',
    TreatMissingData: 'notBreaching',
    ...properties,
  },
});

/** A topic that hands on to the queue `Queue`, whose URL is an output. */
const topicToQueue: Record<string, TemplateResource> = {
  Queue: queueResource(),
  Topic: {
    Type: 'AWS::SNS::Topic',
    Properties: { Subscription: [{ Protocol: 'sqs', Endpoint: attributeOf('Queue', 'Arn') }] },
  },
};
const Outputs = { Queue: { Value: { Ref: 'Queue' } } };

behaviour(
  'a template’s alarm goes to ALARM when its minute ends, tells its topic once, and goes back to OK',
  {
    source: `${guide}/Notify_Users_Alarm_Changes.html`,
    fidelity: 'modelled',
    note: 'Minutes are as long as the setting timeScale says; ages in metrics are of the same time, durations are not.',
  },
  async (t) => {
    const { cloud, cloudWatch, watch } = await startMetrics(
      t,
      { ...topicToQueue, Alarm: alarm({ AlarmActions: [{ Ref: 'Topic' }] }) },
      { Outputs },
    );
    await watch.until(() => watch.of('alarm-changed', 'Alarm').at(-1)?.to === 'OK', 'OK');
    await cloudWatch.send(
      new PutMetricDataCommand({ Namespace: 'Shop', MetricData: [{ MetricName: 'Errors', Value: 2 }] }),
    );
    await watch.until(() => watch.of('alarm-changed', 'Alarm').some(({ to }) => to === 'ALARM'), 'ALARM');
    const { Body = '' } = await receiveOne(cloud, 'Queue');
    const { Subject, Message } = JSON.parse(Body);
    assert.equal(Subject, 'ALARM: "Test-Alarm" in US East (N. Virginia)');
    const told = JSON.parse(Message);
    assert.equal(told.NewStateValue, 'ALARM');
    assert.equal(told.OldStateValue, 'OK');
    assert.equal(told.AlarmArn, arnOf('cloudwatch', 'alarm:Test-Alarm'));
    assert.match(told.NewStateReason, /^Threshold Crossed: 1 out of the last 1 datapoints \[2\.0 \(/);
    assert.equal(told.Trigger.MetricName, 'Errors');
    assert.equal(told.Trigger.Statistic, 'SUM');
    await watch.until(() => watch.of('alarm-changed', 'Alarm').at(-1)?.to === 'OK', 'OK again');
    assert.equal(watch.of('event-published', 'Topic').length, 1);
  },
);

behaviour(
  'each change of state is in the alarm’s history, with what was done about it',
  { source: `${api}/API_DescribeAlarmHistory.html` },
  async (t) => {
    const { cloudWatch, watch } = await startMetrics(
      t,
      { ...topicToQueue, Alarm: alarm({ TreatMissingData: 'ignore', AlarmActions: [{ Ref: 'Topic' }] }) },
      { Outputs },
    );
    await cloudWatch.send(
      new SetAlarmStateCommand({ AlarmName: 'Test-Alarm', StateValue: 'ALARM', StateReason: 'a drill' }),
    );
    await watch.first('event-delivered', 'Topic');
    const { AlarmHistoryItems = [] } = await cloudWatch.send(
      new DescribeAlarmHistoryCommand({ AlarmName: 'Test-Alarm', ScanBy: 'TimestampAscending' }),
    );
    assert.deepEqual(
      AlarmHistoryItems.map(({ HistoryItemType, HistorySummary }) => [HistoryItemType, HistorySummary]),
      [
        ['ConfigurationUpdate', 'Alarm "Test-Alarm" created'],
        ['StateUpdate', 'Alarm updated from INSUFFICIENT_DATA to ALARM'],
        ['Action', `Successfully executed action ${arnOf('sns', 'Test-Topic')}`],
      ],
    );
    const { MetricAlarms: [found] = [] } = await cloudWatch.send(
      new DescribeAlarmsCommand({ StateValue: 'ALARM' }),
    );
    assert.equal(found?.StateReason, 'a drill');
    assert.equal(found?.MetricName, 'Errors');
    // "whether you want the operation to return metric alarms, composite alarms, or log alarms": the others are none here.
    for (const AlarmType of ['CompositeAlarm', 'LogAlarm'] as const) {
      const of = { AlarmTypes: [AlarmType] };
      const told = await cloudWatch.send(new DescribeAlarmHistoryCommand(of));
      assert.deepEqual(told.AlarmHistoryItems, []);
      assert.deepEqual((await cloudWatch.send(new DescribeAlarmsCommand(of))).MetricAlarms, []);
    }
  },
);

behaviour(
  'SetAlarmState lasts until the alarm is evaluated again, and sets off its actions',
  { source: `${api}/API_SetAlarmState.html` },
  async (t) => {
    const { cloudWatch, watch } = await startMetrics(
      t,
      { ...topicToQueue, Alarm: alarm({ OKActions: [{ Ref: 'Topic' }], ActionsEnabled: true }) },
      { Outputs },
    );
    await watch.until(() => watch.of('alarm-changed').at(-1)?.to === 'OK', 'OK');
    await cloudWatch.send(
      new SetAlarmStateCommand({ AlarmName: 'Test-Alarm', StateValue: 'ALARM', StateReason: 'a drill' }),
    );
    await watch.until(() => watch.of('alarm-changed').length >= 3, 'OK again');
    assert.deepEqual(
      watch.of('alarm-changed').map(({ from, to }) => `${from} ${to}`),
      ['INSUFFICIENT_DATA OK', 'OK ALARM', 'ALARM OK'],
    );
    await watch.first('event-published', 'Topic', 2);
  },
);

behaviour(
  'an action can be a function, which gets the alarm and both states; with actions disabled nothing is done',
  { source: `${guide}/alarms-and-actions-Lambda.html` },
  async (t) => {
    const AlarmActions = [attributeOf('Function', 'Arn')];
    const { cloudWatch, watch } = await startMetrics(t, {
      Function: functionResource('exports.handler = async (event) => console.log(JSON.stringify(event));'),
      Loud: alarm({ TreatMissingData: 'ignore', AlarmActions }),
      Quiet: alarm({ TreatMissingData: 'ignore', AlarmActions, ActionsEnabled: false }),
    });
    for (const AlarmName of ['Test-Quiet', 'Test-Loud'])
      await cloudWatch.send(
        new SetAlarmStateCommand({ AlarmName, StateValue: 'ALARM', StateReason: 'a drill' }),
      );
    const [line] = await watch.first('log-line', 'Function');
    const { source, alarmData } = JSON.parse(line?.line ?? '');
    assert.equal(source, 'aws.cloudwatch');
    assert.equal(alarmData.alarmName, 'Test-Loud');
    assert.equal(alarmData.state.value, 'ALARM');
    assert.equal(alarmData.previousState.value, 'INSUFFICIENT_DATA');
    assert.equal(watch.of('event-queued', 'Function').length, 1);
  },
);

behaviour(
  'every change of state is an event on the default bus',
  { source: `${guide}/cloudwatch-and-eventbridge.html` },
  async (t) => {
    const { cloud, cloudWatch } = await startMetrics(
      t,
      {
        Queue: queueResource(),
        Rule: {
          Type: 'AWS::Events::Rule',
          Properties: {
            EventPattern: {
              source: ['aws.cloudwatch'],
              'detail-type': ['CloudWatch Alarm State Change'],
              detail: { state: { value: ['ALARM'] } },
            },
            Targets: [{ Id: 'Target', Arn: attributeOf('Queue', 'Arn') }],
          },
        },
        Alarm: alarm({ TreatMissingData: 'ignore' }),
      },
      { Outputs },
    );
    await cloudWatch.send(
      new SetAlarmStateCommand({ AlarmName: 'Test-Alarm', StateValue: 'ALARM', StateReason: 'a drill' }),
    );
    const { detail, resources } = JSON.parse((await receiveOne(cloud, 'Queue')).Body ?? '');
    assert.deepEqual(resources, [arnOf('cloudwatch', 'alarm:Test-Alarm')]);
    assert.equal(detail.previousState.value, 'INSUFFICIENT_DATA');
    assert.equal(detail.configuration.metrics[0].metricStat.metric.name, 'Errors');
  },
);

behaviour(
  'PutMetricAlarm makes an alarm and changes it, DeleteAlarms takes it away',
  { source: `${api}/API_PutMetricAlarm.html` },
  async (t) => {
    const { cloudWatch } = await startMetrics(t, {}, { timeScale: 1 });
    const put = (more: Partial<PutMetricAlarmCommandInput>) =>
      cloudWatch.send(
        new PutMetricAlarmCommand({
          AlarmName: 'slow',
          Namespace: 'Shop',
          MetricName: 'Latency',
          ExtendedStatistic: 'p99',
          Period: 300,
          EvaluationPeriods: 2,
          Threshold: 0.5,
          ComparisonOperator: 'GreaterThanThreshold',
          ...more,
        }),
      );
    const find = async () =>
      (await cloudWatch.send(new DescribeAlarmsCommand({ AlarmNames: ['slow'] }))).MetricAlarms?.[0];
    await put({});
    assert.equal((await find())?.StateValue, 'INSUFFICIENT_DATA');
    assert.equal((await find())?.StateReason, 'Unchecked: Initial alarm creation');
    await put({ Threshold: -2 });
    assert.equal((await find())?.Threshold, -2);
    await assert.rejects(put({ Period: 45 }), /multiple of 60/);
    await assert.rejects(put({ Statistic: 'Sum' }), /either Statistic or ExtendedStatistic/);
    await assert.rejects(put({ ThresholdMetricId: 'band' }), /ThresholdMetricId/);
    const drop = () => cloudWatch.send(new DeleteAlarmsCommand({ AlarmNames: ['slow'] }));
    await drop();
    assert.equal(await find(), undefined);
    await assert.rejects(drop(), { name: 'ResourceNotFound' });
  },
);

behaviour(
  'an alarm in a template that cannot work is refused when it is deployed',
  {
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudwatch-alarm.html',
  },
  async (t) => {
    const refused = (properties: Record<string, unknown>, message: RegExp) =>
      assert.rejects(startTemplate(t, { Resources: { Alarm: alarm(properties) } }), message);
    await refused({ Period: 45 }, /multiple of 60/);
    await refused({ DatapointsToAlarm: 2 }, /DatapointsToAlarm must not exceed EvaluationPeriods/);
    await refused({ AlarmActions: ['arn:aws:automate:us-east-1:ec2:stop'] }, /actions on EC2/);
    await refused({ AlarmActions: [arnOf('sns', 'nobody')] }, /nobody/);
    await refused({ ComparisonOperator: 'GreaterThanUpperThreshold' }, /anomaly detection is not emulated/);
  },
);
