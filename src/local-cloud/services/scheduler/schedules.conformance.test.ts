import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import {
  CreateScheduleCommand,
  CreateScheduleGroupCommand,
  DeleteScheduleCommand,
  DeleteScheduleGroupCommand,
  GetScheduleCommand,
  ListSchedulesCommand,
  ListTagsForResourceCommand,
  SchedulerClient,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateScheduleCommand,
} from '@aws-sdk/client-scheduler';
import { account, arnOf } from '../../kernel/account.ts';
import type { TemplateResource } from '../../template/template.ts';
import { startTemplate } from '../../testing/assembly.ts';
import { behavioursOf } from '../../testing/behaviour.ts';
import { attributeOf, startBus, toQueue } from '../../testing/event-bus.ts';
import { machineResource } from '../../testing/state-machine.ts';
import { functionResource, queueResource } from '../../testing/templates.ts';

const behaviour = behavioursOf('EventBridge Scheduler', import.meta.filename);
const guide = 'https://docs.aws.amazon.com/scheduler/latest/UserGuide';
const api = 'https://docs.aws.amazon.com/scheduler/latest/APIReference';
const RoleArn = 'arn:aws:iam::000000000000:role/local';

const schedule = (
  ScheduleExpression: string,
  target: Record<string, unknown>,
  properties: Record<string, unknown> = {},
): TemplateResource => ({
  Type: 'AWS::Scheduler::Schedule',
  Properties: {
    ScheduleExpression,
    FlexibleTimeWindow: { Mode: 'OFF' },
    Target: { RoleArn, ...target },
    ...properties,
  },
});

/** A cloud with the client of its Scheduler; a minute lasts 0.3 seconds. */
const timeScale = 0.005;

async function startScheduler(t: TestContext, resources: Record<string, TemplateResource> = {}) {
  const running = await startBus(t, resources, { timeScale });
  const scheduler = new SchedulerClient({
    endpoint: running.cloud.endpoints.scheduler,
    region: account.region,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  });
  t.after(() => scheduler.destroy());
  /** A time in so many minutes of the cloud's clock, which began with the machine's and runs ahead of it. */
  const inMinutes = (minutes: number) => {
    const sinceStart = running.cloud.now();
    const cloudTime = Date.now() - sinceStart + sinceStart / timeScale;
    return new Date(cloudTime + minutes * 60_000).toISOString().slice(0, 19);
  };
  return { ...running, scheduler, inMinutes };
}

behaviour(
  'a rate invokes its target at once and then after each interval, with the input that is given',
  {
    source: `${guide}/schedule-types.html`,
    fidelity: 'modelled',
    note: 'Time runs as the setting timeScale says, from the machine’s time at the start.',
  },
  async (t) => {
    const { watch, receive } = await startScheduler(t, {
      Each: schedule('rate(1 minute)', { ...toQueue, Input: '{"at":"<aws.scheduler.scheduled-time>"}' }),
    });
    await watch.first('event-delivered', 'Each', 2);
    const [message] = await receive('Queue', 5);
    assert.match(message?.Body ?? '', /^\{"at":"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"\}$/);
  },
);

behaviour(
  'a function, a topic and a bus can be targets',
  { source: `${guide}/managing-targets-templated.html` },
  async (t) => {
    const { watch } = await startScheduler(t, {
      Topic: { Type: 'AWS::SNS::Topic', Properties: {} },
      Function: functionResource('exports.handler = async (event) => console.log(event.order);'),
      FromBus: {
        Type: 'AWS::Events::Rule',
        Properties: {
          EventBusName: { Ref: 'Bus' },
          EventPattern: { source: ['clock'], 'detail-type': ['tick'] },
          Targets: [{ Id: 'Queue', ...toQueue }],
        },
      },
      ToTopic: schedule('rate(1 minute)', { Arn: { Ref: 'Topic' } }),
      ToFunction: schedule('rate(1 minute)', { Arn: attributeOf('Function', 'Arn'), Input: '{"order":7}' }),
      ToBus: schedule('rate(1 minute)', {
        Arn: attributeOf('Bus', 'Arn'),
        Input: '{"n":1}',
        EventBridgeParameters: { Source: 'clock', DetailType: 'tick' },
      }),
    });
    await watch.first('event-delivered', 'ToTopic');
    assert.equal((await watch.first('log-line', 'Function'))[0]?.line, '7');
    await watch.first('event-delivered', 'FromBus');
  },
);

behaviour(
  'a time is met once, in its time zone, and a schedule that asks for it is deleted afterwards',
  { source: `${guide}/schedule-types.html#one-time` },
  async (t) => {
    const { scheduler, watch, inMinutes } = await startScheduler(t);
    const target = { Arn: arnOf('sqs', 'Test-Queue'), RoleArn };
    const create = (Name: string, ScheduleExpression: string) =>
      scheduler.send(
        new CreateScheduleCommand({
          Name,
          ScheduleExpression,
          FlexibleTimeWindow: { Mode: 'OFF' },
          Target: target,
          ActionAfterCompletion: 'DELETE',
        }),
      );
    await create('soon', `at(${inMinutes(8)})`);
    await watch.first('event-delivered', 'soon');
    await create('marker', `at(${inMinutes(8)})`);
    await watch.first('event-delivered', 'marker');
    await assert.rejects(scheduler.send(new GetScheduleCommand({ Name: 'soon' })), {
      name: 'ResourceNotFoundException',
    });
  },
);

behaviour(
  'what no target takes goes to the dead-letter queue, with the reason in its attributes',
  { source: `${guide}/configuring-schedule-dlq.html` },
  async (t) => {
    const { scheduler, watch, receive } = await startScheduler(t);
    await scheduler.send(
      new CreateScheduleCommand({
        Name: 'lost',
        ScheduleExpression: 'rate(1 day)',
        FlexibleTimeWindow: { Mode: 'OFF' },
        Target: {
          Arn: arnOf('sqs', 'nowhere'),
          RoleArn,
          Input: 'hello',
          DeadLetterConfig: { Arn: arnOf('sqs', 'Test-Dlq') },
        },
      }),
    );
    await watch.first('event-given-up', 'lost');
    const [message] = await receive('Dlq', 5);
    assert.equal(message?.Body, 'hello');
    assert.equal(message?.MessageAttributes?.ERROR_CODE?.StringValue, 'NO_RESOURCE');
    assert.equal(message?.MessageAttributes?.TARGET_ARN?.StringValue, arnOf('sqs', 'nowhere'));
  },
);

behaviour(
  'schedules are made, read, changed, listed and deleted, in groups',
  { source: `${api}/API_CreateSchedule.html` },
  async (t) => {
    const { scheduler } = await startScheduler(t);
    await scheduler.send(new CreateScheduleGroupCommand({ Name: 'nightly' }));
    const input = {
      Name: 'report',
      GroupName: 'nightly',
      ScheduleExpression: 'cron(0 3 * * ? *)',
      ScheduleExpressionTimezone: 'Europe/Berlin',
      FlexibleTimeWindow: { Mode: 'FLEXIBLE' as const, MaximumWindowInMinutes: 15 },
      Target: { Arn: arnOf('sqs', 'Test-Queue'), RoleArn },
    };
    const { ScheduleArn } = await scheduler.send(new CreateScheduleCommand(input));
    assert.equal(ScheduleArn, arnOf('scheduler', 'schedule/nightly/report'));
    await assert.rejects(scheduler.send(new CreateScheduleCommand(input)), { name: 'ConflictException' });
    await scheduler.send(new UpdateScheduleCommand({ ...input, State: 'DISABLED' }));
    const found = await scheduler.send(new GetScheduleCommand({ Name: 'report', GroupName: 'nightly' }));
    assert.deepEqual([found.State, found.ScheduleExpressionTimezone], ['DISABLED', 'Europe/Berlin']);
    const listed = await scheduler.send(new ListSchedulesCommand({ GroupName: 'nightly' }));
    assert.deepEqual(
      listed.Schedules?.map((each) => each.Name),
      ['report'],
    );
    await scheduler.send(new DeleteScheduleCommand({ Name: 'report', GroupName: 'nightly' }));
    await scheduler.send(new CreateScheduleCommand(input));
    await scheduler.send(new DeleteScheduleGroupCommand({ Name: 'nightly' }));
    await assert.rejects(scheduler.send(new GetScheduleCommand({ Name: 'report', GroupName: 'nightly' })), {
      name: 'ResourceNotFoundException',
    });
  },
);

const refused: Record<string, unknown>[] = [
  { ScheduleExpression: 'rate(0 minutes)' },
  { ScheduleExpression: 'at(tomorrow)' },
  { ScheduleExpressionTimezone: 'Mars/Olympus' },
  { FlexibleTimeWindow: { Mode: 'FLEXIBLE' } },
  { FlexibleTimeWindow: { Mode: 'OFF', MaximumWindowInMinutes: 5 } },
  { FlexibleTimeWindow: { Mode: 'FLEXIBLE', MaximumWindowInMinutes: 1_441 } },
  { Name: 'two words' },
  { Target: { RoleArn, Arn: 'arn:aws:scheduler:::aws-sdk:sqs:sendMessage' } },
  { Target: { RoleArn, Arn: arnOf('events', 'event-bus/orders') } },
  { Target: { RoleArn, Arn: arnOf('sqs', 'q.fifo') } },
  { Target: { RoleArn: 'local', ...toQueue } },
  { Target: { RoleArn, ...toQueue, DeadLetterConfig: { Arn: arnOf('sqs', 'q.fifo') } } },
  { Target: { RoleArn, Arn: arnOf('lambda', 'function:f'), Input: 'no JSON' } },
  { Target: { RoleArn, ...toQueue, SqsParameters: { MessageGroupId: 'x'.repeat(129) } } },
  { Description: 'x'.repeat(513) },
  { GroupName: 'x'.repeat(65) },
  { ActionAfterCompletion: 'ARCHIVE' },
  { Target: { RoleArn, ...toQueue, RetryPolicy: { MaximumRetryAttempts: 186 } } },
];

behaviour(
  'schedules that Scheduler refuses are refused in a template, all in one message',
  { source: `${api}/API_CreateSchedule.html` },
  async (t) => {
    const wrong = refused.map((properties, index): [string, TemplateResource] => [
      `Wrong${index}`,
      schedule('rate(1 minute)', toQueue, properties),
    ]);
    const Resources = { Queue: queueResource(), ...Object.fromEntries(wrong) };
    await assert.rejects(startTemplate(t, { Resources }), (error: Error) => {
      for (const [name] of wrong) assert.ok(error.message.includes(`${name} (`), name);
      assert.match(
        error.message,
        /Properties\.Target\.RetryPolicy\.MaximumRetryAttempts: 186 is not possible/,
      );
      return true;
    });
  },
);

const queueArn = arnOf('sqs', 'Test-Queue');

/** As the API takes it; changed by what is given. */
const report = ({ Target = toQueue, ...changes }: Record<string, unknown> = {}) => ({
  Name: 'report',
  ScheduleExpression: 'rate(1 hours)',
  FlexibleTimeWindow: { Mode: 'OFF' as const },
  ...changes,
  Target: { RoleArn, ...(Target as object), ...(isGiven(Target) ? { Arn: Target.Arn } : { Arn: queueArn }) },
});

/** Not as a template refers to it. */
const isGiven = (target: unknown): target is { Arn: string } =>
  typeof (target as { Arn?: unknown }).Arn === 'string';

behaviour(
  'what Scheduler refuses in a template it refuses over the wire, by exceptions',
  { source: `${api}/API_CreateSchedule.html` },
  async (t) => {
    const { scheduler } = await startScheduler(t);
    const create = (changes: object) => scheduler.send(new CreateScheduleCommand(report({ ...changes })));
    for (const properties of refused)
      await assert.rejects(create(properties), { name: 'ValidationException' }, JSON.stringify(properties));
    await assert.rejects(create({ ClientToken: 'two words' }), { name: 'ValidationException' });
    await assert.rejects(create({ GroupName: 'nowhere' }), { name: 'ResourceNotFoundException' });
    for (const [input, name] of [
      [{ GroupName: 'nowhere' }, 'ResourceNotFoundException'],
      [{ MaxResults: 101 }, 'ValidationException'],
      [{ NamePrefix: 'two words' }, 'ValidationException'],
      [{ NextToken: 'nonsense' }, 'ValidationException'],
    ] as const)
      await assert.rejects(scheduler.send(new ListSchedulesCommand(input)), { name });
    assert.deepEqual((await scheduler.send(new ListSchedulesCommand({}))).Schedules, []);
  },
);

behaviour(
  'a request with the ClientToken of an earlier one is that one again',
  { source: `${api}/API_CreateSchedule.html` },
  async (t) => {
    const { scheduler } = await startScheduler(t, { Queue: queueResource() });
    const create = (ClientToken: string) =>
      scheduler.send(new CreateScheduleCommand({ ...report(), ClientToken }));
    const [first, again] = [await create('one'), await create('one')];
    assert.equal(first.ScheduleArn, again.ScheduleArn);
    await assert.rejects(create('two'), { name: 'ConflictException' });
    const remove = () => scheduler.send(new DeleteScheduleCommand({ Name: 'report', ClientToken: 'three' }));
    await remove();
    await remove();
    await assert.rejects(scheduler.send(new DeleteScheduleCommand({ Name: 'report' })), {
      name: 'ResourceNotFoundException',
    });
  },
);

behaviour(
  'an update sets what it does not give to its default, and keeps the date of creation',
  { source: `${api}/API_UpdateSchedule.html` },
  async (t) => {
    const { scheduler } = await startScheduler(t, { Queue: queueResource() });
    const get = () => scheduler.send(new GetScheduleCommand({ Name: 'report' }));
    const Description = 'every hour';
    await scheduler.send(new CreateScheduleCommand({ ...report(), State: 'DISABLED', Description }));
    const before = await get();
    assert.deepEqual(before.Target?.RetryPolicy, {
      MaximumRetryAttempts: 185,
      MaximumEventAgeInSeconds: 86_400,
    });
    await scheduler.send(new UpdateScheduleCommand(report()));
    const after = await get();
    assert.deepEqual([after.State, after.Description], ['ENABLED', undefined]);
    assert.deepEqual(after.CreationDate, before.CreationDate);
    assert.ok((after.LastModificationDate ?? 0) > (before.LastModificationDate ?? 0));
  },
);

behaviour(
  'a recurring schedule starts 5 minutes ago at the earliest; one that happens once has no dates',
  { source: `${api}/API_CreateSchedule.html`, note: 'the words are as recorded by others' },
  async (t) => {
    const { scheduler, inMinutes } = await startScheduler(t, { Queue: queueResource() });
    const at = (minutes: number) => new Date(`${inMinutes(minutes)}Z`);
    const create = (changes: object) => scheduler.send(new CreateScheduleCommand(report({ ...changes })));
    await assert.rejects(create({ StartDate: at(-10) }), {
      name: 'ValidationException',
      message: 'The StartDate you specify cannot be earlier than 5 minutes ago.',
    });
    await assert.rejects(create({ StartDate: at(120), EndDate: at(60) }), { name: 'ValidationException' });
    await create({ Name: 'recurring', StartDate: at(60), EndDate: at(120) });
    const ScheduleExpression = `at(${inMinutes(600)})`;
    await create({ Name: 'once', ScheduleExpression, StartDate: at(-10), EndDate: at(-20) });
  },
);

behaviour(
  'a state machine can be a target: its execution has the input',
  { source: `${guide}/managing-targets-templated.html` },
  async (t) => {
    const { watch } = await startScheduler(t, {
      Machine: machineResource({
        Work: { Type: 'Choice', Choices: [{ Condition: '{% $states.input.n = 1 %}', Next: 'Done' }] },
        Done: { Type: 'Succeed' },
      }),
      Once: schedule('rate(1 minute)', { Arn: { Ref: 'Machine' }, Input: '{"n":1}' }),
    });
    const [ended] = await watch.first('execution-ended', 'Machine');
    assert.equal(ended?.outcome, 'succeeded');
  },
);

behaviour(
  'each attempt says in its input which one it is, where the input asks for it',
  { source: `${guide}/managing-schedule-context-attributes.html` },
  async (t) => {
    const { cloud, scheduler, watch, receive } = await startScheduler(t, { Queue: queueResource() });
    cloud.faults.inject({ resource: 'Queue', fault: 'throttle', times: 1 });
    const Target = { ...report().Target, Input: 'attempt <aws.scheduler.attempt-number>' };
    await scheduler.send(new CreateScheduleCommand({ ...report(), Target }));
    await watch.first('event-retried', 'report');
    assert.equal((await receive('Queue', 5))[0]?.Body, 'attempt 2');
  },
);

behaviour(
  'groups have tags, which are listed, added and taken away',
  { source: `${api}/API_TagResource.html` },
  async (t) => {
    const { scheduler } = await startScheduler(t);
    const Tags = [{ Key: 'team', Value: 'orders' }];
    const { ScheduleGroupArn: ResourceArn } = await scheduler.send(
      new CreateScheduleGroupCommand({ Name: 'nightly', Tags }),
    );
    const list = async () =>
      (await scheduler.send(new ListTagsForResourceCommand({ ResourceArn }))).Tags?.map(({ Key }) => Key);
    assert.deepEqual(await list(), ['team']);
    await scheduler.send(new TagResourceCommand({ ResourceArn, Tags: [{ Key: 'cost', Value: '1' }] }));
    await scheduler.send(new UntagResourceCommand({ ResourceArn, TagKeys: ['team'] }));
    assert.deepEqual(await list(), ['cost']);
    const nowhere = arnOf('scheduler', 'schedule-group/nowhere');
    await assert.rejects(scheduler.send(new ListTagsForResourceCommand({ ResourceArn: nowhere })), {
      name: 'ResourceNotFoundException',
    });
  },
);
