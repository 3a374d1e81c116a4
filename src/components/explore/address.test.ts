import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fc } from '#testing/properties.ts';
import { limits } from '../../explorer/model/limits.ts';
import type { Settings } from '../../explorer/model/settings.ts';
import { readAddress, type View, writeAddress } from './address.ts';
import { beginning } from './situations.ts';

const runs = ['lab/one:variant'];

const within = (name: keyof typeof limits) => {
  const { least, most, whole } = limits[name];
  return whole
    ? fc.integer({ min: name === 'maximumConcurrency' ? 2 : least, max: most })
    : fc.double({
        min: least,
        max: name === 'arrivalRate' || name === 'burstRate' ? 12 : most,
        noNaN: true,
      });
};

const anySettings = fc
  .record({
    ...(Object.fromEntries(
      Object.keys(limits).map((name) => [name, within(name as keyof typeof limits)]),
    ) as unknown as { [Name in keyof Settings]: fc.Arbitrary<Settings[Name]> }),
    pipeline: fc.constantFrom('sync' as const, 'queued' as const, 'stream' as const, 'topic' as const),
    arrivals: fc.constantFrom('random' as const, 'even' as const),
    jitter: fc.boolean(),
    reportBatchItemFailures: fc.boolean(),
    onFailure: fc.boolean(),
    // Of more than there is, nothing could be reserved.
    accountConcurrency: fc.integer({ min: 9001, max: 10_000 }),
  })
  .map((settings): Settings => ({ ...settings }));

test('an address restores what it was written from', () => {
  const views: fc.Arbitrary<View> = fc.record(
    {
      a: anySettings,
      b: anySettings,
      recorded: fc.constantFrom(...runs),
      at: fc.integer({ min: 0, max: 5 }),
    },
    { requiredKeys: ['a'] },
  );
  fc.assert(
    fc.property(views, (view) => {
      const { view: read, problems } = readAddress(writeAddress(view), runs);
      assert.deepEqual({ ...read }, { ...view });
      assert.deepEqual(problems, []);
    }),
  );
});

test('what the page begins with makes no address, and two equal settings stay two', () => {
  assert.equal(writeAddress({ a: beginning }), '');
  const both = writeAddress({ a: beginning, b: beginning });
  assert.equal(both, '?b=same');
  assert.deepEqual(readAddress(both, runs).view.b, beginning);
});

test('the second setting says only what differs from the first', () => {
  const a = { ...beginning, arrivalRate: 50 };
  assert.equal(
    writeAddress({ a, b: { ...a, pipeline: 'sync' }, recorded: 'lab/one:variant' }),
    '?arrivalRate=50&b.pipeline=sync&recorded=lab/one:variant',
  );
});

test('what an address cannot say is told, what is wrong and what to do, and the rest holds', () => {
  const told = (query: string) =>
    readAddress(query, runs).problems.map(({ message, remedy }) => [message, remedy]);
  assert.deepEqual(told('?arrivalRate=99999&b.attempts=0'), [
    ['Arrival rate is 99999.', 'Set it to a number from 0 to 20000.'],
    ['Attempts is 0.', 'Set it to a whole number from 1 to 10.'],
  ]);
  assert.match(told('?burstrate=3')[0]?.[0] ?? '', /names a setting that is not there: burstrate/);
  assert.match(told('?constructor=3')[0]?.[0] ?? '', /names a setting that is not there: constructor/);
  assert.match(
    told('?recorded=lab/two:x')[0]?.[0] ?? '',
    /names a recorded run that is not there: lab\/two:x/,
  );
  assert.deepEqual(told('?pipeline=bus'), [
    ['Pipeline is bus.', 'Set it to sync or queued or stream or topic.'],
  ]);
  assert.match(
    told('?pipeline=topic&accountConcurrency=6&reservedConcurrency=2')[0]?.[0] ?? '',
    /6 invocations are reserved, and the account has 6/,
  );
  assert.equal(told('?seconds=').length, 1);
  assert.equal(told('?at=-1').length, 1);
  assert.match(told('?seconds=86400&arrivalRate=20000')[0]?.[0] ?? '', /more than the model works through/);
  const { view } = readAddress('?arrivalRate=99999&seconds=30&jitter=false', runs);
  assert.deepEqual(view.a, { ...beginning, seconds: 30, jitter: false });
});
