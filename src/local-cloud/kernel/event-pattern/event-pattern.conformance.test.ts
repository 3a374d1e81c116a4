import assert from 'node:assert/strict';
import { TestEventPatternCommand } from '@aws-sdk/client-eventbridge';
import { startTemplate } from '../../testing/assembly.ts';
import { behavioursOf } from '../../testing/behaviour.ts';
import { clientsOf } from '../../testing/clients.ts';

const behaviour = behavioursOf('EventBridge', import.meta.filename);
const operators = 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html';
const arrays = 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns-arrays.html';
const nulls = 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns-null-values.html';

const event = {
  id: '1',
  account: '1',
  source: 's',
  time: '2026-11-21T00:00:00Z',
  region: 'r',
  resources: [],
};

/** Conditions on `detail.field`, and values of it that do and do not satisfy them; `undefined` is no such field. */
const tables: { what: string; source: string; rule: unknown[]; matches: unknown[]; differs: unknown[] }[] = [
  {
    what: 'a value matches the equal value',
    source: operators,
    rule: ['a', 1, true],
    matches: ['a', 1, true],
    differs: ['b', '1', 2, false, null, undefined],
  },
  {
    what: 'null and the empty text are not the same',
    source: nulls,
    rule: [null],
    matches: [null],
    differs: ['', undefined],
  },
  {
    what: 'the empty text matches the empty text',
    source: nulls,
    rule: [''],
    matches: [''],
    differs: [null, 'a', undefined],
  },
  {
    what: 'prefix',
    source: operators,
    rule: [{ prefix: 'us-' }],
    matches: ['us-east-1'],
    differs: ['eu-us-', 'US-east-1', 1, undefined],
  },
  {
    what: 'prefix, ignoring case',
    source: operators,
    rule: [{ prefix: { 'equals-ignore-case': 'EventB' } }],
    matches: ['eventbridge', 'EVENTB'],
    differs: ['event'],
  },
  {
    what: 'suffix',
    source: operators,
    rule: [{ suffix: '.png' }],
    matches: ['a.png'],
    differs: ['a.PNG', 'png'],
  },
  {
    what: 'suffix, ignoring case',
    source: operators,
    rule: [{ suffix: { 'equals-ignore-case': '.png' } }],
    matches: ['a.PNG'],
    differs: ['a.jpg'],
  },
  {
    what: 'equals-ignore-case',
    source: operators,
    rule: [{ 'equals-ignore-case': 'alice' }],
    matches: ['Alice'],
    differs: ['Alic'],
  },
  {
    what: 'wildcard',
    source: operators,
    rule: [{ wildcard: 'dir/*.png' }],
    matches: ['dir/a.png', 'dir/.png'],
    differs: ['dir/a.jpg', 'xdir/a.png'],
  },
  {
    what: 'a literal * in a wildcard',
    source: operators,
    rule: [{ wildcard: 'a\\**' }],
    matches: ['a*', 'a*b'],
    differs: ['ab'],
  },
  {
    what: 'numeric, a range',
    source: operators,
    rule: [{ numeric: ['>', 10, '<=', 20] }],
    matches: [11, 20],
    differs: [10, 21, '15', undefined],
  },
  {
    what: 'numeric, equal',
    source: operators,
    rule: [{ numeric: ['=', 3.018e2] }],
    matches: [301.8],
    differs: [301],
  },
  {
    what: 'exists',
    source: operators,
    rule: [{ exists: true }],
    matches: ['a', 0, null],
    differs: [undefined, { inner: 1 }],
  },
  {
    what: 'does not exist',
    source: operators,
    rule: [{ exists: false }],
    matches: [undefined],
    differs: ['a', null],
  },
  {
    what: 'cidr',
    source: operators,
    rule: [{ cidr: '10.0.0.0/24' }],
    matches: ['10.0.0.255'],
    differs: ['10.0.1.0', 'no address'],
  },
  {
    what: 'cidr of IPv6',
    source: operators,
    rule: [{ cidr: '2001:db8::/32' }],
    matches: ['2001:db8:1::1'],
    differs: ['2001:db9::1', '10.0.0.1'],
  },
  {
    what: 'anything-but a value',
    source: operators,
    rule: [{ 'anything-but': 'initializing' }],
    matches: ['running', 1],
    differs: ['initializing', undefined],
  },
  {
    what: 'anything-but a list',
    source: operators,
    rule: [{ 'anything-but': [100, 200] }],
    matches: [300],
    differs: [100, 200],
  },
  {
    what: 'anything-but a prefix',
    source: operators,
    rule: [{ 'anything-but': { prefix: ['init', 'stop'] } }],
    matches: ['run'],
    differs: ['initial', 'stopped'],
  },
  {
    what: 'anything-but a suffix',
    source: operators,
    rule: [{ 'anything-but': { suffix: '.txt' } }],
    matches: ['a.png'],
    differs: ['a.txt'],
  },
  {
    what: 'anything-but, ignoring case',
    source: operators,
    rule: [{ 'anything-but': { 'equals-ignore-case': ['a', 'b'] } }],
    matches: ['c'],
    differs: ['A', 'b'],
  },
  {
    what: 'anything-but a wildcard',
    source: operators,
    rule: [{ 'anything-but': { wildcard: '*/lib/*' } }],
    matches: ['/bin/a'],
    differs: ['/lib/a'],
  },
  {
    what: 'of an array in the event one element is enough',
    source: arrays,
    rule: ['a', 'b'],
    matches: [['x', 'b']],
    differs: [['x', 'y'], []],
  },
];

for (const { what, source, rule, matches, differs } of tables) {
  behaviour(`event patterns: ${what}`, { source }, async (t) => {
    const cloud = await startTemplate(t, { Resources: {} });
    const { eventBridge } = clientsOf(t, cloud);
    for (const [values, expected] of [
      [matches, true],
      [differs, false],
    ] as const) {
      for (const field of values) {
        const { Result } = await eventBridge.send(
          new TestEventPatternCommand({
            EventPattern: JSON.stringify({ detail: { field: rule } }),
            Event: JSON.stringify({ ...event, 'detail-type': 't', detail: { field } }),
          }),
        );
        assert.equal(Result, expected, `${JSON.stringify(field)} against ${JSON.stringify(rule)}`);
      }
    }
  });
}

behaviour(
  'event patterns: all fields must match, and of $or one of the patterns',
  { source: operators },
  async (t) => {
    const cloud = await startTemplate(t, { Resources: {} });
    const { eventBridge } = clientsOf(t, cloud);
    const test = async (detail: unknown) =>
      (
        await eventBridge.send(
          new TestEventPatternCommand({
            EventPattern: JSON.stringify({
              source: ['s'],
              detail: { a: [1], $or: [{ b: [2] }, { c: [{ numeric: ['>', 3] }] }] },
            }),
            Event: JSON.stringify({ ...event, 'detail-type': 't', detail }),
          }),
        )
      ).Result;
    assert.equal(await test({ a: 1, b: 2 }), true);
    assert.equal(await test({ a: 1, c: 4 }), true);
    assert.equal(await test({ a: 1, c: 3 }), false);
    assert.equal(await test({ b: 2 }), false);
  },
);

/** Conditions of one field that are none. */
const refusedConditions: unknown[] = [
  { unknown: 1 },
  { numeric: ['about', 1] },
  { numeric: [] },
  { numeric: ['<', 10, '>', 5] },
  { numeric: ['=', 10, '<', 50] },
  { numeric: ['>', 1, '<', 5, '<', 9] },
  { numeric: ['>', 5, '<', 5] },
  { numeric: ['=', 5_000_000_001] },
  { wildcard: 'a**' },
  { wildcard: 'a\\b' },
  { wildcard: ['a*'] },
  { prefix: ['a'] },
  { suffix: ['.a'] },
  { prefix: { 'equals-ignore-case': ['a'] } },
  { 'equals-ignore-case': ['a'] },
  { cidr: ['10.0.0.0/24'] },
  { exists: 'yes' },
  { 'anything-but': [{ wildcard: '*a*' }] },
  { 'anything-but': ['a', 1] },
  { 'anything-but': [] },
  { 'anything-but': null },
  { 'anything-but': true },
  { 'anything-but': { numeric: ['=', 1] } },
  { 'anything-but': { prefix: [] } },
];

const malformed = [
  'no JSON',
  '{"detail":"a"}',
  '{"detail":{"field":[]}}',
  '{}',
  '{"detail":{}}',
  '{"source":["s"],"$or":[]}',
  '{"source":["s"],"$or":[{"detail-type":["t"]}]}',
  ...refusedConditions.map((condition) => JSON.stringify({ detail: { field: [condition] } })),
];

behaviour('event patterns that are none are refused', { source: operators }, async (t) => {
  const cloud = await startTemplate(t, { Resources: {} });
  const { eventBridge } = clientsOf(t, cloud);
  const Event = JSON.stringify({ ...event, 'detail-type': 't', detail: {} });
  for (const EventPattern of malformed)
    await assert.rejects(
      eventBridge.send(new TestEventPatternCommand({ EventPattern, Event })),
      { name: 'InvalidEventPatternException' },
      EventPattern,
    );
});

behaviour(
  'the event that a pattern is tested with has every field that is mandatory',
  { source: 'https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_TestEventPattern.html' },
  async (t) => {
    const cloud = await startTemplate(t, { Resources: {} });
    const { eventBridge } = clientsOf(t, cloud);
    const EventPattern = '{"source":["s"]}';
    const test = (sample: unknown) =>
      eventBridge.send(new TestEventPatternCommand({ EventPattern, Event: JSON.stringify(sample) }));
    const whole: Record<string, unknown> = { ...event, 'detail-type': 't' };
    assert.equal((await test(whole)).Result, true);
    const lacking = Object.keys(whole).map((name) => ({ ...whole, [name]: undefined }));
    for (const sample of [...lacking, {}, null, 'text'])
      await assert.rejects(test(sample), { name: 'ValidationException' }, JSON.stringify(sample));
  },
);
