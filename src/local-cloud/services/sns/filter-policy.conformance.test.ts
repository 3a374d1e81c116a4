import assert from 'node:assert/strict';
import { behavioursOf } from '../../testing/behaviour.ts';
import { startTopic, subscription, text } from '../../testing/topic.ts';

const behaviour = behavioursOf('SNS', import.meta.filename);
const guide = 'https://docs.aws.amazon.com/sns/latest/dg';

const attribute = (DataType: string, StringValue: string) => ({ DataType, StringValue });

const filters: {
  policy: Record<string, unknown>;
  passes: Record<string, { DataType: string; StringValue: string }>[];
  keptOut: Record<string, { DataType: string; StringValue: string }>[];
}[] = [
  {
    policy: { store: ['shop', 'kiosk'], price: [{ numeric: ['>=', 100] }] },
    passes: [{ store: text('kiosk'), price: attribute('Number', '100') }],
    keptOut: [
      { store: text('kiosk'), price: attribute('Number', '99') },
      { price: attribute('Number', '100') },
    ],
  },
  {
    policy: { interests: [{ 'anything-but': ['rugby', 'tennis'] }] },
    passes: [
      { interests: attribute('String.Array', '["rugby","baseball"]') },
      { interests: text('football') },
    ],
    keptOut: [{ interests: attribute('String.Array', '["rugby"]') }, { interests: text('rugby') }],
  },
  {
    policy: { store: [{ exists: false }] },
    passes: [{ other: text('x') }],
    keptOut: [{ store: text('x') }, {}],
  },
  {
    policy: {
      name: [{ prefix: 'a' }, { suffix: 'z' }, { wildcard: '*mid*' }, { 'equals-ignore-case': 'SAME' }],
    },
    passes: [{ name: text('ab') }, { name: text('yz') }, { name: text('amidst') }, { name: text('same') }],
    keptOut: [{ name: text('b') }],
  },
  {
    policy: { $or: [{ a: ['1'] }, { b: ['2'] }] },
    passes: [{ a: text('1') }, { b: text('2') }],
    keptOut: [{ a: text('2') }],
  },
];

for (const { policy, passes, keptOut } of filters) {
  behaviour(
    `the filter policy ${JSON.stringify(policy)} lets pass what its conditions on the message attributes allow`,
    { source: `${guide}/sns-subscription-filter-policies.html` },
    async (t) => {
      const { publish, watch } = await startTopic(t, {
        ToQueue: subscription('Queue', { FilterPolicy: policy }),
      });
      for (const MessageAttributes of [...passes, ...keptOut]) await publish('hello', { MessageAttributes });
      await watch.until(
        () =>
          watch.of('event-delivered').length + watch.of('event-filtered').length ===
          passes.length + keptOut.length,
        'every message is delivered or filtered',
      );
      assert.deepEqual(
        watch.of('event-delivered').map((each) => each.eventId),
        watch
          .of('event-published')
          .slice(0, passes.length)
          .map((each) => each.eventId),
      );
    },
  );
}

behaviour(
  'a filter policy of scope MessageBody looks into a message that is a JSON object',
  { source: `${guide}/sns-message-filtering-scope.html` },
  async (t) => {
    const { publish, watch } = await startTopic(t, {
      ToQueue: subscription('Queue', {
        FilterPolicyScope: 'MessageBody',
        FilterPolicy: { order: { total: [{ numeric: ['>', 10] }] } },
      }),
    });
    const passed = await publish('{"order":{"total":11}}');
    for (const message of ['{"order":{"total":10}}', '{}', 'no JSON']) await publish(message);
    await watch.first('event-filtered', 'Topic', 3);
    await watch.first('event-delivered');
    assert.deepEqual(
      watch.of('event-delivered').map((each) => each.eventId),
      [passed],
    );
  },
);
