import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import {
  CancelReplayCommand,
  CreateArchiveCommand,
  DescribeReplayCommand,
  ListReplaysCommand,
  StartReplayCommand,
} from '@aws-sdk/client-eventbridge';
import { arnOf } from '../../../kernel/account.ts';
import { behavioursOf } from '../../../testing/behaviour.ts';
import { attributeOf, rule, startBus, toQueue } from '../../../testing/event-bus.ts';
import { queueResource } from '../../../testing/templates.ts';
import { busArn } from '../bus-name.ts';
import { archiveArn } from './archives.ts';

const behaviour = behavioursOf('EventBridge', import.meta.filename);
const guide = 'https://docs.aws.amazon.com/eventbridge/latest/userguide';
const reference = 'https://docs.aws.amazon.com/eventbridge/latest/APIReference';

const noon = Date.parse('2026-11-21T12:00:00Z');
/** So many seconds after noon. */
const after = (seconds: number) => new Date(noon + seconds * 1_000);

/** A bus with an archive, and two rules whose queues are `Queue` and `Second`. */
async function startReplays(t: TestContext, settings: { timeScale?: number } = { timeScale: 0.01 }) {
  const bus = await startBus(
    t,
    {
      Archive: {
        Type: 'AWS::Events::Archive',
        Properties: { ArchiveName: 'all', SourceArn: attributeOf('Bus', 'Arn') },
      },
      Rule: rule(toQueue),
      Second: queueResource(),
      Other: rule({ Arn: attributeOf('Second', 'Arn') }),
      Live: rule(toQueue, {
        EventPattern: { source: ['shop'], 'replay-name': [{ exists: false }] },
      }),
    },
    settings,
  );
  const { eventBridge } = bus;
  type Input = ConstructorParameters<typeof StartReplayCommand>[0];
  return {
    ...bus,
    start: (input: Partial<Input> = {}) =>
      eventBridge.send(
        new StartReplayCommand({
          ReplayName: 'again',
          EventSourceArn: archiveArn('all'),
          EventStartTime: after(0),
          EventEndTime: after(3_600),
          Destination: { Arn: busArn('orders') },
          ...input,
        }),
      ),
    describe: (ReplayName = 'again') => eventBridge.send(new DescribeReplayCommand({ ReplayName })),
    list: (input: ConstructorParameters<typeof ListReplaysCommand>[0] = {}) =>
      eventBridge.send(new ListReplaysCommand(input)),
    cancel: (ReplayName = 'again') => eventBridge.send(new CancelReplayCommand({ ReplayName })),
  };
}

const ruleArn = (name: string) => arnOf('events', `rule/orders/Test-${name}`);

behaviour(
  'a replay puts the archived events of its time range on the bus again, with its name in them and their own time',
  {
    source: `${guide}/eb-replay-archived-event.html`,
    fidelity: 'modelled',
    note: 'It starts after a part of a second and takes no longer for many events; AWS does not say how long it takes.',
  },
  async (t) => {
    const { put, start, watch, receive } = await startReplays(t);
    const { Entries = [] } = await put(
      { Time: after(-1) },
      { Time: after(0) },
      { Time: after(59) },
      { Time: after(60) },
    );
    await watch.first('event-delivered', 'Other', 4);
    while ((await receive('Queue')).length > 0);
    await start({ EventEndTime: after(60) });
    const replayed = await watch.first('event-replayed', 'Archive', 2);
    // The start is in the range, the end is not.
    const ids = new Set([Entries[1]?.EventId, Entries[2]?.EventId]);
    assert.deepEqual(new Set(replayed.map(({ eventId }) => eventId)), ids);
    await watch.first('event-delivered', 'Rule', 6);
    await watch.first('event-delivered', 'Other', 6);
    const bodies = (await receive('Queue', 5)).map(({ Body }) => JSON.parse(Body ?? ''));
    assert.deepEqual(
      bodies.map((each) => each['replay-name']),
      bodies.map(() => 'again'),
    );
    assert.ok(bodies.every(({ time }) => ['2026-11-21T12:00:00Z', '2026-11-21T12:00:59Z'].includes(time)));
    // A rule can keep replayed events out.
    assert.equal(watch.of('event-delivered', 'Live').length, 4);
  },
);

behaviour('a replayed event is not archived again', { source: `${guide}/eb-archive.html` }, async (t) => {
  const { put, start, watch } = await startReplays(t);
  await put({ Time: after(0) });
  await start();
  await watch.first('event-delivered', 'Rule', 2);
  assert.equal(watch.of('event-archived').length, 1);
});

behaviour(
  'a replay goes to the rules that it names and to no others',
  { source: `${reference}/API_ReplayDestination.html` },
  async (t) => {
    const { put, start, watch, describe } = await startReplays(t);
    await put({ Time: after(0) }, { Time: after(1) });
    await watch.first('event-delivered', 'Other', 2);
    await start({ Destination: { Arn: busArn('orders'), FilterArns: [ruleArn('Rule')] } });
    await watch.first('event-delivered', 'Rule', 4);
    assert.equal(watch.of('event-delivered', 'Other').length, 2);
    assert.deepEqual((await describe()).Destination?.FilterArns, [ruleArn('Rule')]);
  },
);

behaviour(
  'a replay goes from minute to minute of the events’ time, in no promised order within one',
  {
    source: `${reference}/API_StartReplay.html`,
    fidelity: 'modelled',
    note: 'Within a minute the order is drawn at random. How far it changes on AWS is not documented.',
  },
  async (t) => {
    const { put, start, watch } = await startReplays(t);
    // Put with the second minute first.
    const times = [...Array.from({ length: 8 }, (_, index) => 60 + index), ...[0, 1]];
    const { Entries = [] } = await put(...times.map((seconds) => ({ Time: after(seconds) })));
    await start();
    const replayed = (await watch.first('event-replayed', 'Archive', 10)).map(({ eventId }) => eventId);
    const put_ = Entries.map(({ EventId }) => EventId);
    assert.deepEqual(new Set(replayed.slice(0, 2)), new Set(put_.slice(8)));
    const second = replayed.slice(2);
    assert.deepEqual(new Set(second), new Set(put_.slice(0, 8)));
    assert.notDeepEqual(second, put_.slice(0, 8));
  },
);

behaviour(
  'a replay is described and listed, from its start to its end',
  { source: `${reference}/API_DescribeReplay.html` },
  async (t) => {
    const { put, start, watch, describe, list } = await startReplays(t);
    await put({ Time: after(5) });
    const started = await start({ Description: 'Since noon' });
    assert.deepEqual([started.ReplayArn, started.State], [arnOf('events', 'replay/again'), 'STARTING']);
    await watch.first('event-replayed');
    const ended = await untilEnded(describe);
    assert.deepEqual(
      [ended.State, ended.Description, ended.EventSourceArn, ended.Destination?.Arn],
      ['COMPLETED', 'Since noon', archiveArn('all'), busArn('orders')],
    );
    assert.deepEqual(
      [ended.EventStartTime, ended.EventEndTime, ended.EventLastReplayedTime],
      [after(0), after(3_600), after(5)],
    );
    assert.ok(ended.ReplayStartTime && ended.ReplayEndTime);
    await start({ ReplayName: 'once-more' });
    const names = async (input = {}) => (await list(input)).Replays?.map(({ ReplayName }) => ReplayName);
    assert.deepEqual(await names(), ['again', 'once-more']);
    assert.deepEqual(await names({ NamePrefix: 'once' }), ['once-more']);
    assert.deepEqual(await names({ EventSourceArn: archiveArn('other') }), []);
    assert.deepEqual(await names({ State: 'FAILED' }), []);
    const page = await list({ Limit: 1 });
    assert.deepEqual(await names({ Limit: 1, NextToken: page.NextToken }), ['once-more']);
  },
);

/** Asks until the replay has ended. */
async function untilEnded<Answer extends { ReplayEndTime?: Date | undefined }>(
  describe: () => Promise<Answer>,
) {
  let answer = await describe();
  while (!answer.ReplayEndTime) answer = await describe();
  return answer;
}

behaviour(
  'a replay that starts or runs can be cancelled, one that has ended cannot',
  { source: `${reference}/API_CancelReplay.html` },
  async (t) => {
    // It starts after more than a second: a busy machine has cancelled it by then.
    const { put, start, cancel, describe, watch } = await startReplays(t, { timeScale: 4 });
    await put({ Time: after(0) });
    await start();
    assert.equal((await cancel()).State, 'CANCELLING');
    await assert.rejects(cancel(), { name: 'IllegalStatusException' });
    assert.equal((await untilEnded(describe)).State, 'CANCELLED');
    await assert.rejects(cancel(), { name: 'IllegalStatusException' });
    assert.deepEqual(watch.of('event-replayed'), []);
  },
);

behaviour(
  'a replay that cannot be made is refused',
  { source: `${reference}/API_StartReplay.html#API_StartReplay_Errors` },
  async (t) => {
    const { start, describe, list, cancel, eventBridge } = await startReplays(t, { timeScale: 1_000 });
    await eventBridge.send(
      new CreateArchiveCommand({ ArchiveName: 'of-default', EventSourceArn: busArn('default') }),
    );
    await start();
    const to = (Arn: string, FilterArns?: string[]) => ({
      ReplayName: 'b',
      Destination: { Arn, ...(FilterArns && { FilterArns }) },
    });
    const refused: [Promise<unknown>, name: string, message: RegExp][] = [
      [start(), 'ResourceAlreadyExistsException', /Replay again already exists/],
      [start(to(busArn('nowhere'))), 'ResourceNotFoundException', /Event bus nowhere does not exist/],
      [start(to(archiveArn('all'))), 'ValidationException', /Must contain an event bus ARN/],
      [start(to(busArn('default'))), 'ValidationException', /Cross event bus replay is not permitted/],
      [start(to(busArn('orders'), [ruleArn('Nowhere')])), 'ResourceNotFoundException', /Rule .*Nowhere/],
      [
        start({ ReplayName: 'b', EventSourceArn: archiveArn('nowhere') }),
        'ResourceNotFoundException',
        /Archive nowhere does not exist/,
      ],
      [
        start({ ReplayName: 'b', EventEndTime: after(0) }),
        'ValidationException',
        /EventStartTime must be before EventEndTime/,
      ],
      [start({ ReplayName: 'two words' }), 'ValidationException', /ReplayName/],
      [describe('nowhere'), 'ResourceNotFoundException', /Replay nowhere does not exist/],
      [cancel('nowhere'), 'ResourceNotFoundException', /Replay nowhere does not exist/],
      [list({ Limit: 101 }), 'ValidationException', /Limit/],
    ];
    for (const [answer, name, message] of refused) await assert.rejects(answer, { name, message });
  },
);

behaviour(
  'at most ten replays are active at a time',
  { source: `${guide}/eb-replay-archived-event.html` },
  async (t) => {
    const { start } = await startReplays(t, { timeScale: 1_000 });
    for (let number = 1; number <= 10; number += 1) await start({ ReplayName: `number-${number}` });
    await assert.rejects(start({ ReplayName: 'number-11' }), { name: 'LimitExceededException' });
  },
);
