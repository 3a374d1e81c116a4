import assert from 'node:assert/strict';
import { account } from '../../kernel/account.ts';
import { startTemplate } from '../../testing/assembly.ts';
import { behavioursOf } from '../../testing/behaviour.ts';
import { attributeOf, startBus, toQueue } from '../../testing/event-bus.ts';
import { queueResource } from '../../testing/templates.ts';

const behaviour = behavioursOf('EventBridge', import.meta.filename);
const guide = 'https://docs.aws.amazon.com/eventbridge/latest/userguide';

const scheduled = (ScheduleExpression: string, properties: Record<string, unknown> = {}) => ({
  Type: 'AWS::Events::Rule',
  Properties: { ScheduleExpression, Targets: [{ Id: 'Target', ...toQueue }], ...properties },
});

behaviour(
  'a rule with a rate sends its targets an event each time, the first after one interval',
  {
    source: `${guide}/eb-run-lambda-schedule.html`,
    fidelity: 'modelled',
    note: 'Time runs as the setting timeScale says, from the machine’s time at the start.',
  },
  async (t) => {
    const { watch, receive } = await startBus(t, { Rule: scheduled('rate(1 minute)') }, { timeScale: 0.01 });
    assert.deepEqual(watch.of('event-published', 'Rule'), []);
    await watch.first('event-delivered', 'Rule', 2);
    const { time, id, ...event } = JSON.parse((await receive('Queue', 5))[0]?.Body ?? '');
    assert.match(time, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    assert.equal(id, watch.of('event-published', 'Rule')[0]?.eventId);
    assert.deepEqual(event, {
      version: '0',
      'detail-type': 'Scheduled Event',
      source: 'aws.events',
      account: account.id,
      region: account.region,
      resources: [`arn:aws:events:${account.region}:${account.id}:rule/Test-Rule`],
      detail: {},
    });
  },
);

behaviour(
  'a rule with a cron expression sends an event at each full minute of UTC that it names',
  { source: `${guide}/eb-scheduled-rule-pattern.html` },
  async (t) => {
    const { watch, receive } = await startBus(
      t,
      { Rule: scheduled('cron(0/2 * * * ? *)', { State: 'ENABLED' }) },
      { timeScale: 0.01 },
    );
    await watch.first('event-delivered', 'Rule');
    const { time } = JSON.parse((await receive('Queue', 5))[0]?.Body ?? '');
    assert.match(time, /:\d[02468]:00Z$/);
  },
);

behaviour(
  'a disabled rule’s schedule sends nothing',
  { source: `${guide}/eb-manage-rules.html` },
  async (t) => {
    const { watch } = await startBus(
      t,
      {
        Off: scheduled('rate(1 minute)', { State: 'DISABLED' }),
        On: scheduled('rate(2 minutes)'),
      },
      { timeScale: 0.005 },
    );
    await watch.first('event-delivered', 'On');
    assert.deepEqual(watch.of('event-published', 'Off'), []);
  },
);

behaviour(
  'a log group is a target: each event is a line of it',
  { source: `${guide}/eb-targets.html` },
  async (t) => {
    const { put, watch } = await startBus(t, {
      Group: { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: '/aws/events/orders' } },
      Rule: {
        Type: 'AWS::Events::Rule',
        Properties: {
          EventBusName: { Ref: 'Bus' },
          EventPattern: { source: ['shop'] },
          Targets: [
            {
              Id: 'Whole',
              Arn: {
                'Fn::Join': [
                  '',
                  [`arn:aws:logs:${account.region}:${account.id}:log-group:`, { Ref: 'Group' }],
                ],
              },
            },
            {
              Id: 'Line',
              Arn: attributeOf('Group', 'Arn'),
              InputTransformer: {
                InputPathsMap: { time: '$.time', total: '$.detail.total' },
                InputTemplate: '{"timestamp": <time>, "message": "total <total>"}',
              },
            },
          ],
        },
      },
      // As CDK's target for log groups adds it.
      Policy: {
        Type: 'Custom::CloudwatchLogResourcePolicy',
        Properties: { ServiceToken: attributeOf('Provider', 'Arn') },
      },
      Provider: { Type: 'AWS::Lambda::Function', Properties: {} },
    });
    await put({});
    const lines = (await watch.first('log-line', 'Group', 2)).map((each) => each.line);
    assert.deepEqual(lines.includes('total 12'), true);
    assert.deepEqual(JSON.parse(lines.find((line) => line !== 'total 12') ?? '').detail, { total: 12 });
  },
);

const refused: { what: string; properties: Record<string, unknown>; reason: RegExp }[] = [
  { what: 'neither pattern nor schedule', properties: {}, reason: /EventPattern or a ScheduleExpression/ },
  {
    what: 'a rate of 1 minutes',
    properties: { ScheduleExpression: 'rate(1 minutes)' },
    reason: /the unit of 1 is minute/,
  },
  {
    what: 'a schedule on another bus',
    properties: { ScheduleExpression: 'rate(1 minute)', EventBusName: 'other' },
    reason: /only there/,
  },
  {
    what: 'a malformed pattern',
    properties: { EventPattern: { source: [{ suffix: ['.a'] }] } },
    reason: /Event pattern is not valid/,
  },
  {
    what: 'a pattern of more than 4,096 characters',
    properties: { EventPattern: { source: ['x'.repeat(4_096)] } },
    reason: /longer than 4,096/,
  },
  {
    what: 'a name with a space',
    properties: { ScheduleExpression: 'rate(1 minute)', Name: 'two words' },
    reason: /Name: "two words"/,
  },
  {
    what: 'two targets with one Id',
    properties: {
      ScheduleExpression: 'rate(1 minute)',
      Targets: [
        { Id: 'a', ...toQueue },
        { Id: 'a', ...toQueue },
      ],
    },
    reason: /an Id of its own/,
  },
  {
    what: 'a target with two inputs',
    properties: {
      ScheduleExpression: 'rate(1 minute)',
      Targets: [{ Id: 'a', ...toQueue, Input: '{}', InputPath: '$.detail' }],
    },
    reason: /at most one of Input/,
  },
  {
    what: 'an input that is no JSON',
    properties: { ScheduleExpression: 'rate(1 minute)', Targets: [{ Id: 'a', ...toQueue, Input: 'hello' }] },
    reason: /Input/,
  },
  {
    what: 'a FIFO queue without a message group',
    properties: {
      ScheduleExpression: 'rate(1 minute)',
      Targets: [{ Id: 'a', Arn: attributeOf('Fifo', 'Arn') }],
    },
    reason: /SqsParameters/,
  },
  {
    what: 'a FIFO queue as dead-letter queue',
    properties: {
      ScheduleExpression: 'rate(1 minute)',
      Targets: [{ Id: 'a', ...toQueue, DeadLetterConfig: { Arn: attributeOf('Fifo', 'Arn') } }],
    },
    reason: /DeadLetterConfig\.Arn: .*must be the ARN of a standard queue/,
  },
  {
    what: 'a message group of more than 100 characters',
    properties: {
      ScheduleExpression: 'rate(1 minute)',
      Targets: [{ Id: 'a', ...toQueue, SqsParameters: { MessageGroupId: 'x'.repeat(101) } }],
    },
    reason: /MessageGroupId: .*at most 100/,
  },
  {
    what: 'an event pattern that is empty',
    properties: { EventPattern: {} },
    reason: /empty objects are not allowed/,
  },
  {
    what: 'a job queue of Batch',
    properties: {
      ScheduleExpression: 'rate(1 minute)',
      Targets: [{ Id: 'a', Arn: `arn:aws:batch:${account.region}:${account.id}:job-queue/x` }],
    },
    reason: /other targets are not supported/,
  },
];

behaviour(
  'rules that EventBridge refuses are refused, all in one message',
  { source: 'https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html' },
  async (t) => {
    const rules = refused.map(({ properties }, index) => [
      `Rule${index}`,
      { Type: 'AWS::Events::Rule', Properties: properties },
    ]);
    const Resources = {
      Queue: queueResource(),
      Fifo: queueResource({ FifoQueue: true }),
      ...Object.fromEntries(rules),
    };
    await assert.rejects(startTemplate(t, { Resources }), (error: Error) => {
      for (const { what, reason } of refused) assert.match(error.message, reason, what);
      for (const [name] of rules) assert.ok(error.message.includes(`${name} `), String(name));
      return true;
    });
  },
);
