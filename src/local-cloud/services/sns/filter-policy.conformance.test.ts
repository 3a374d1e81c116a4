import assert from 'node:assert/strict';
import { behavioursOf } from '../../testing/behaviour.ts';
import { startTopic, subscription, text } from '../../testing/topic.ts';
import { checkSubscription, TopicStore } from './topic-store.ts';

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

const values = (count: number) => Array.from({ length: count }, (_, number) => `value_${number}`);

const check = (policy: object, FilterPolicyScope = 'MessageBody') =>
  checkSubscription('sqs', 'arn:aws:sqs:us-east-1:000000000000:Queue', {
    FilterPolicyScope,
    FilterPolicy: JSON.stringify(policy),
  });

const tooComplex = (combinations: number) => ({
  code: 'InvalidParameter',
  message: `Invalid parameter: FilterPolicy: Filter policy is too complex: it has ${combinations} combinations of values, and may have 150`,
});

behaviour(
  'a filter policy may have 150 combinations of values: the product of the numbers of values, for a message’s body each times the level of its key; and five keys',
  { source: `${guide}/subscription-filter-policy-constraints.html` },
  () => {
    check({ key_a: values(3), key_b: values(1), key_c: values(50) }, 'MessageAttributes');
    assert.throws(() => check({ key_a: values(3), key_b: values(51) }, 'MessageAttributes'), tooComplex(153));
    // Four values at the third level and three at the second: 3 x 4 x 2 x 3 = 72.
    const nested = { key_a: { key_b: { key_c: values(4) } }, key_d: { key_e: values(3) } };
    check({ ...nested, key_f: values(2) });
    assert.throws(() => check({ ...nested, key_f: values(3) }), tooComplex(216));
    const keys = (count: number) => Object.fromEntries(values(count).map((key) => [key, ['x']]));
    check(keys(5));
    assert.throws(() => check(keys(6)), /too complex/);
    check({ only: { ...keys(6) } });
  },
);

behaviour(
  'of the patterns of $or the combinations of values are added up',
  {
    source: `${guide}/subscription-filter-policy-constraints.html`,
    fidelity: 'modelled',
    note: 'The page does not say how $or counts: recorded by others.',
  },
  () => {
    const either = (count: number) => ({
      key_a: values(2),
      $or: [{ key_b: values(70) }, { key_c: values(count) }],
    });
    check(either(5));
    assert.throws(() => check(either(6)), tooComplex(152));
  },
);

behaviour(
  'a topic has at most 200 filter policies; other subscriptions can still be made',
  { source: `${guide}/subscription-filter-policy-constraints.html` },
  () => {
    const store = new TopicStore();
    const { arn } = store.createTopic('topic');
    const subscribe = (name: string, attributes = {}) =>
      store.subscribe(arn, 'sqs', `arn:aws:sqs:us-east-1:000000000000:${name}`, attributes);
    const filtered = { FilterPolicy: '{"a":["b"]}' };
    for (const name of values(200)) subscribe(name, filtered);
    const limit = { code: 'FilterPolicyLimitExceeded', message: /has 200, and may not have more/ };
    assert.throws(() => subscribe('more', filtered), limit);
    const plain = subscribe('more');
    assert.ok(plain);
    assert.throws(() => store.setAttribute(plain, 'FilterPolicy', filtered.FilterPolicy), limit);
    const [first] = store.subscriptions.values();
    assert.ok(first);
    store.setAttribute(first, 'FilterPolicy', '{"a":["c"]}');
  },
);

behaviour(
  'an endpoint that is subscribed with the same attributes again keeps its subscription, whose ARN is answered, also when the topic has no room for another',
  {
    source: 'https://docs.aws.amazon.com/sns/latest/api/API_Subscribe.html',
    fidelity: 'modelled',
    note: 'The page does not say what a second call answers: recorded by others.',
  },
  () => {
    const store = new TopicStore();
    for (const [most, ofTopic, ofAll] of [
      [200, {}, { FilterPolicy: '{"a":["b"]}' }],
      [100, { MaximumMessageSize: '1048576' }, {}],
    ] as const) {
      const { arn } = store.createTopic(`topic-${most}`, ofTopic);
      const subscribe = (count: number, more = {}) =>
        values(count).map((name) => {
          const endpoint = `arn:aws:sqs:us-east-1:000000000000:${name}`;
          return store.subscribe(arn, 'sqs', endpoint, { ...ofAll, ...more })?.arn;
        });
      const first = subscribe(most);
      assert.equal(new Set(first).size, most);
      assert.deepEqual(subscribe(most), first);
      assert.throws(() => subscribe(1, { RawMessageDelivery: 'true' }), {
        code: 'InvalidParameter',
        message: /Subscription already exists with different attributes$/,
      });
      assert.throws(() => subscribe(most + 1), /may not have more|at most 100 subscriptions/);
    }
  },
);
