import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import {
  CreateArchiveCommand,
  DeleteArchiveCommand,
  DescribeArchiveCommand,
  ListArchivesCommand,
  UpdateArchiveCommand,
} from '@aws-sdk/client-eventbridge';
import { startTemplate } from '../../../testing/assembly.ts';
import { behavioursOf } from '../../../testing/behaviour.ts';
import { attributeOf, startBus } from '../../../testing/event-bus.ts';
import { busArn } from '../bus-name.ts';
import { archiveArn } from './archives.ts';

const behaviour = behavioursOf('EventBridge', import.meta.filename);
const guide = 'https://docs.aws.amazon.com/eventbridge/latest/userguide';
const reference = 'https://docs.aws.amazon.com/eventbridge/latest/APIReference';

const archiveOf = (properties: Record<string, unknown> = {}) => ({
  Type: 'AWS::Events::Archive',
  Properties: { ArchiveName: 'all', SourceArn: attributeOf('Bus', 'Arn'), ...properties },
});

async function startArchives(t: TestContext, resources = {}, settings = {}) {
  const bus = await startBus(t, resources, settings);
  const { eventBridge } = bus;
  return {
    ...bus,
    create: (input: Partial<ConstructorParameters<typeof CreateArchiveCommand>[0]> = {}) =>
      eventBridge.send(
        new CreateArchiveCommand({ ArchiveName: 'all', EventSourceArn: busArn('orders'), ...input }),
      ),
    describe: (ArchiveName = 'all') => eventBridge.send(new DescribeArchiveCommand({ ArchiveName })),
    list: (input: ConstructorParameters<typeof ListArchivesCommand>[0] = {}) =>
      eventBridge.send(new ListArchivesCommand(input)),
  };
}

behaviour(
  'an archive keeps the events of its bus that match its pattern, whether a rule matches them or not',
  {
    source: `${guide}/eb-archive.html`,
    fidelity: 'modelled',
    note: 'An event is in the archive and counted at once; AWS says that both may take time.',
  },
  async (t) => {
    const { put, describe, watch } = await startArchives(t, {
      All: archiveOf(),
      Large: archiveOf({
        ArchiveName: 'large',
        EventPattern: { detail: { total: [{ numeric: ['>', 100] }] } },
      }),
    });
    await put({}, { Detail: '{"total":101}' }, { EventBusName: 'default' });
    const { EventCount, SizeBytes = 0, ...all } = await describe();
    assert.equal(EventCount, 2);
    assert.ok(SizeBytes > 0);
    assert.deepEqual([all.State, all.RetentionDays, all.EventSourceArn], ['ENABLED', 0, busArn('orders')]);
    const large = await describe('large');
    assert.equal(large.EventCount, 1);
    assert.deepEqual(JSON.parse(large.EventPattern ?? ''), {
      detail: { total: [{ numeric: ['>', 100] }] },
    });
    assert.equal(watch.of('event-archived', 'All').length, 2);
    assert.equal(watch.of('event-archived', 'Large').length, 1);
  },
);

behaviour(
  'an archive drops each event when its days of retention are over, and with none it keeps all',
  {
    source: `${reference}/API_CreateArchive.html`,
    fidelity: 'modelled',
    note: 'Days pass as the setting timeScale says.',
  },
  async (t) => {
    // A day is 86 ms.
    const { put, describe, watch } = await startArchives(
      t,
      { For: archiveOf({ ArchiveName: 'days', RetentionDays: 2 }), Ever: archiveOf() },
      { timeScale: 0.000001 },
    );
    const { Entries = [] } = await put({}, {});
    const expired = await watch.first('event-expired', 'For', 2);
    assert.deepEqual(
      expired.map(({ eventId }) => eventId),
      Entries.map(({ EventId }) => EventId),
    );
    const archived = watch.of('event-archived', 'For');
    assert.ok((expired[0]?.at ?? 0) - (archived[0]?.at ?? 0) >= 2 * 86.4 - 1);
    assert.equal((await describe('days')).EventCount, 0);
    assert.equal((await describe()).EventCount, 2);
    assert.deepEqual(watch.of('event-expired', 'Ever'), []);
  },
);

behaviour(
  'an archive is made, described, listed, changed and deleted through the API',
  { source: `${reference}/API_CreateArchive.html` },
  async (t) => {
    const { create, describe, list, put, eventBridge } = await startArchives(t);
    const created = await create({
      Description: 'What was ordered',
      EventPattern: '{"source":["shop"]}',
      RetentionDays: 7,
    });
    assert.deepEqual([created.ArchiveArn, created.State], [archiveArn('all'), 'ENABLED']);
    await put({}, { Source: 'other' });
    const described = await describe();
    assert.deepEqual(
      [described.ArchiveArn, described.ArchiveName, described.Description, described.EventPattern],
      [archiveArn('all'), 'all', 'What was ordered', '{"source":["shop"]}'],
    );
    assert.deepEqual([described.RetentionDays, described.EventCount], [7, 1]);
    assert.deepEqual(described.CreationTime, created.CreationTime);
    await create({ ArchiveName: 'again' });
    await create({ ArchiveName: 'of-default', EventSourceArn: busArn('default') });
    const names = async (input = {}) => (await list(input)).Archives?.map(({ ArchiveName }) => ArchiveName);
    assert.deepEqual(await names(), ['again', 'all', 'of-default']);
    assert.deepEqual(await names({ NamePrefix: 'a' }), ['again', 'all']);
    assert.deepEqual(await names({ EventSourceArn: busArn('default') }), ['of-default']);
    assert.deepEqual(await names({ State: 'DISABLED' }), []);
    const page = await list({ Limit: 2 });
    assert.equal(page.Archives?.length, 2);
    assert.deepEqual(await names({ Limit: 2, NextToken: page.NextToken }), ['of-default']);
    // What an update does not name stays as it is.
    await eventBridge.send(
      new UpdateArchiveCommand({ ArchiveName: 'all', EventPattern: '{"source":["other"]}' }),
    );
    await put({}, { Source: 'other' });
    const updated = await describe();
    assert.deepEqual([updated.EventCount, updated.RetentionDays], [2, 7]);
    await eventBridge.send(new DeleteArchiveCommand({ ArchiveName: 'all' }));
    await assert.rejects(describe(), { name: 'ResourceNotFoundException' });
  },
);

behaviour(
  'an archive that cannot be made is refused',
  { source: `${reference}/API_CreateArchive.html#API_CreateArchive_Errors` },
  async (t) => {
    const { create, describe, list, eventBridge } = await startArchives(t, { All: archiveOf() });
    const refused: [Promise<unknown>, name: string, message: RegExp][] = [
      [create(), 'ResourceAlreadyExistsException', /Archive all already exists/],
      [
        create({ ArchiveName: 'b', EventSourceArn: busArn('nowhere') }),
        'ResourceNotFoundException',
        /Event bus nowhere does not exist/,
      ],
      [list({ EventSourceArn: busArn('nowhere') }), 'ResourceNotFoundException', /nowhere/],
      [list({ NextToken: 'x' }), 'InvalidToken', /NextToken/],
      [
        create({ ArchiveName: 'b', EventPattern: '{"source":"shop"}' }),
        'InvalidEventPatternException',
        /Event pattern is not valid/,
      ],
      [create({ ArchiveName: 'x'.repeat(49) }), 'ValidationException', /ArchiveName/],
      [create({ ArchiveName: 'b', RetentionDays: -1 }), 'ValidationException', /RetentionDays/],
      [create({ ArchiveName: 'b', Description: 'x'.repeat(513) }), 'ValidationException', /Description/],
      [describe('nowhere'), 'ResourceNotFoundException', /Archive nowhere does not exist/],
      [
        eventBridge.send(new UpdateArchiveCommand({ ArchiveName: 'nowhere' })),
        'ResourceNotFoundException',
        /nowhere/,
      ],
      [
        eventBridge.send(new DeleteArchiveCommand({ ArchiveName: 'nowhere' })),
        'ResourceNotFoundException',
        /nowhere/,
      ],
    ];
    for (const [answer, name, message] of refused) await assert.rejects(answer, { name, message });
  },
);

behaviour(
  'a template’s archives that EventBridge would refuse are refused, all in one message',
  {
    source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-events-archive.html',
  },
  async (t) => {
    const properties = {
      LongName: { ArchiveName: 'x'.repeat(49) },
      NoBus: { SourceArn: 'arn:aws:sqs:us-east-1:000000000000:queue' },
      Pattern: { EventPattern: { source: 'shop' } },
      Days: { RetentionDays: -1 },
      Unknown: { Colour: 'red' },
    };
    const archives = Object.entries(properties).map(([name, given]) => [name, archiveOf(given)]);
    const Resources = {
      Bus: { Type: 'AWS::Events::EventBus', Properties: { Name: 'orders' } },
      ...Object.fromEntries(archives),
    };
    await assert.rejects(startTemplate(t, { Resources }), (error: Error) => {
      for (const name of Object.keys(properties)) assert.ok(error.message.includes(name), name);
      return true;
    });
  },
);
