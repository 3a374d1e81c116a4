import assert from 'node:assert/strict';
import { SendMessageBatchCommand } from '@aws-sdk/client-sqs';
import { behavioursOf } from '../../testing/behaviour.ts';
import { startContainers } from '../../testing/containers.ts';
import { queueResource } from '../../testing/templates.ts';
import { capacityAfter, stepFor } from './step-adjustment.ts';
import { StepScalingPolicy } from './step-scaling-policy.ts';

const behaviour = behavioursOf('Application Auto Scaling', import.meta.filename);
const overview =
  'https://docs.aws.amazon.com/autoscaling/application/userguide/step-scaling-policy-overview.html';

behaviour('a step is chosen by how far the metric is from the threshold', { source: overview }, () => {
  const out = [
    { MetricIntervalLowerBound: 0, MetricIntervalUpperBound: 10, ScalingAdjustment: 1 },
    { MetricIntervalLowerBound: 10, ScalingAdjustment: 4 },
  ];
  const chosen = (difference: number) => stepFor(out, difference)?.ScalingAdjustment;
  assert.deepEqual([-1, 0, 9.9, 10, 1_000].map(chosen), [undefined, 1, 1, 4, 4]);
  const down = [
    { MetricIntervalUpperBound: -10, ScalingAdjustment: -4 },
    { MetricIntervalLowerBound: -10, MetricIntervalUpperBound: 0, ScalingAdjustment: -1 },
  ];
  const chosenDown = (difference: number) => stepFor(down, difference)?.ScalingAdjustment;
  assert.deepEqual([-1_000, -10, -9.9, 0].map(chosenDown), [-4, -4, -1, -1]);
});

behaviour(
  'a step changes the capacity by a number, by a percentage, or to a number',
  { source: overview },
  () => {
    const StepAdjustments: never[] = [];
    const after = (
      AdjustmentType: 'ChangeInCapacity' | 'PercentChangeInCapacity' | 'ExactCapacity',
      by: number,
      least?: number,
    ) =>
      capacityAfter({ ScalingAdjustment: by }, 10, {
        AdjustmentType,
        StepAdjustments,
        MinAdjustmentMagnitude: least,
      });
    assert.equal(after('ChangeInCapacity', -3), 7);
    assert.equal(after('ExactCapacity', 3), 3);
    // "Values greater than 1 are rounded down. … Values between 0 and 1 are rounded to 1."
    assert.equal(after('PercentChangeInCapacity', 127), 22);
    assert.equal(after('PercentChangeInCapacity', 6.7), 11);
    assert.equal(after('PercentChangeInCapacity', -6.7), 9);
    assert.equal(after('PercentChangeInCapacity', 10, 4), 14);
  },
);

/** A policy of one step, with a target that remembers and a clock that stands where it is put. */
function policyOf(change: number, capacity: number) {
  const state = { capacity, now: 0 };
  const policy = new StepScalingPolicy({
    logicalId: 'Policy',
    AdjustmentType: 'ChangeInCapacity',
    StepAdjustments:
      change < 0
        ? [{ MetricIntervalUpperBound: 0, ScalingAdjustment: change }]
        : [
            { MetricIntervalLowerBound: 0, MetricIntervalUpperBound: 10, ScalingAdjustment: change },
            { MetricIntervalLowerBound: 10, ScalingAdjustment: change + 1 },
          ],
    cooldownSeconds: 60,
    aggregation: 'Average',
    now: () => state.now,
    target: {
      min: 0,
      max: 20,
      capacity: async () => state.capacity,
      scaleTo: async (next: number) => {
        state.capacity = next;
      },
    } as never,
  });
  const alarm = (value: number) =>
    policy.deliver({
      payload: {
        alarmData: { state: { reasonData: JSON.stringify({ recentDatapoints: [value], threshold: 5 }) } },
      },
    });
  return { state, alarm };
}

behaviour(
  'during the cooldown of scaling out, only a larger step adds capacity, and only what is more',
  {
    source:
      'https://docs.aws.amazon.com/autoscaling/application/APIReference/API_StepScalingPolicyConfiguration.html',
  },
  async () => {
    const { state, alarm } = policyOf(2, 4);
    await alarm(6);
    assert.equal(state.capacity, 6);
    await alarm(6);
    assert.equal(state.capacity, 6);
    await alarm(50);
    assert.equal(state.capacity, 7);
    state.now = 61_000;
    await alarm(6);
    assert.equal(state.capacity, 9);
  },
);

behaviour(
  'scaling in waits for the end of its cooldown, and goes no lower than the least capacity',
  {
    source:
      'https://docs.aws.amazon.com/autoscaling/application/APIReference/API_StepScalingPolicyConfiguration.html',
  },
  async () => {
    const { state, alarm } = policyOf(-2, 3);
    await alarm(0);
    await alarm(0);
    assert.equal(state.capacity, 1);
    state.now = 61_000;
    await alarm(0);
    assert.equal(state.capacity, 0);
  },
);

behaviour(
  'an alarm goes on scaling each minute that it stays in ALARM, while a topic hears of it once',
  { source: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-actions.html' },
  async (t) => {
    const alarm = (policy: string, ComparisonOperator: string, Threshold: number, more: string[] = []) => ({
      Type: 'AWS::CloudWatch::Alarm',
      Properties: {
        AlarmActions: [policy, ...more].map((each) => ({ Ref: each })),
        ComparisonOperator,
        Threshold,
        EvaluationPeriods: 1,
        Metrics: [
          { Id: 'per_task', Expression: 'visible / IF(FILL(tasks, 0) < 1, 1, FILL(tasks, 0))' },
          {
            Id: 'visible',
            ReturnData: false,
            MetricStat: {
              Metric: {
                Namespace: 'AWS/SQS',
                MetricName: 'ApproximateNumberOfMessagesVisible',
                Dimensions: [{ Name: 'QueueName', Value: { 'Fn::GetAtt': ['Queue', 'QueueName'] } }],
              },
              Period: 60,
              Stat: 'Maximum',
            },
          },
          {
            Id: 'tasks',
            ReturnData: false,
            MetricStat: {
              Metric: {
                Namespace: 'ECS/ContainerInsights',
                MetricName: 'RunningTaskCount',
                Dimensions: [
                  { Name: 'ClusterName', Value: { Ref: 'Cluster' } },
                  { Name: 'ServiceName', Value: { 'Fn::GetAtt': ['Service', 'Name'] } },
                ],
              },
              Period: 60,
              Stat: 'Average',
            },
          },
        ],
      },
    });
    const policy = (step: object) => ({
      Type: 'AWS::ApplicationAutoScaling::ScalingPolicy',
      Properties: {
        PolicyName: 'Policy',
        PolicyType: 'StepScaling',
        ScalingTargetId: { Ref: 'Target' },
        StepScalingPolicyConfiguration: {
          AdjustmentType: 'ChangeInCapacity',
          Cooldown: 60,
          StepAdjustments: [step],
        },
      },
    });
    const { sqs, cloud, watch } = await startContainers(t, {
      cluster: { ClusterSettings: [{ Name: 'containerInsights', Value: 'enabled' }] },
      service: { DesiredCount: 0 },
      resources: {
        Queue: queueResource(),
        Topic: { Type: 'AWS::SNS::Topic', Properties: {} },
        Target: {
          Type: 'AWS::ApplicationAutoScaling::ScalableTarget',
          Properties: {
            ServiceNamespace: 'ecs',
            ScalableDimension: 'ecs:service:DesiredCount',
            ResourceId: {
              'Fn::Join': ['', ['service/', { Ref: 'Cluster' }, '/', { 'Fn::GetAtt': ['Service', 'Name'] }]],
            },
            MinCapacity: 0,
            MaxCapacity: 3,
          },
        },
        Out: policy({ MetricIntervalLowerBound: 0, ScalingAdjustment: 1 }),
        In: policy({ MetricIntervalUpperBound: 0, ScalingAdjustment: -1 }),
        OutAlarm: alarm('Out', 'GreaterThanOrEqualToThreshold', 1, ['Topic']),
        InAlarm: alarm('In', 'LessThanOrEqualToThreshold', 0),
      },
      settings: { timeScale: 1 / 120 },
    });
    const { ListQueuesCommand, PurgeQueueCommand } = await import('@aws-sdk/client-sqs');
    const { QueueUrls: [QueueUrl] = [] } = await sqs.send(new ListQueuesCommand({}));
    const Entries = Array.from({ length: 9 }, (_, index) => ({ Id: String(index), MessageBody: '{}' }));
    await sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
    const counts = () => watch.of('desired-count-changed').map(({ to }) => to);
    await watch.until(() => counts().includes(3), 'three tasks');
    assert.deepEqual(counts(), [1, 2, 3]);
    assert.equal(watch.of('event-published', 'Topic').length, 1);
    await sqs.send(new PurgeQueueCommand({ QueueUrl }));
    await watch.until(() => counts().includes(0), 'no task');
    assert.deepEqual(counts(), [1, 2, 3, 2, 1, 0]);
    assert.ok(cloud);
  },
);
