import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fc, propertyRuns } from '#testing/properties.ts';
import { ConcurrencyLimits } from './concurrency-limits.ts';
import { lambdaSettings } from './settings.ts';

const onDemand = { asynchronous: true, provisioned: false };

test('idle reserved concurrency is not there for others', () => {
  const limits = new ConcurrencyLimits({ ...lambdaSettings, accountConcurrency: 103 });
  const critical = { running: 0, provisionedConcurrency: 0, reservedConcurrency: 3 };
  const other = { running: 99, provisionedConcurrency: 0, reservedConcurrency: undefined };
  limits.add(critical);
  limits.add(other);
  assert.equal(limits.refusalToRun(other, onDemand), undefined);
  other.running = 100;
  assert.equal(limits.refusalToRun(other, onDemand), 'ConcurrentInvocationLimitExceeded');
  assert.equal(limits.refusalToRun(critical, onDemand), undefined);
});

test('a new account’s small quota leaves nothing to reserve but zero', () => {
  const limits = new ConcurrencyLimits({ ...lambdaSettings, accountConcurrency: 10 });
  const fn = { running: 0, provisionedConcurrency: 0, reservedConcurrency: undefined };
  limits.add(fn);
  assert.match(limits.refusalToReserve(fn, 1) ?? '', /minimum value of \[10\]/);
  assert.equal(limits.refusalToReserve(fn, 0), undefined);
});

test('a scaled account may keep less than 100 unreserved', () => {
  const limits = new ConcurrencyLimits({
    ...lambdaSettings,
    accountConcurrency: 8,
    minimumUnreservedConcurrency: 2,
  });
  const fn = { running: 0, provisionedConcurrency: 0, reservedConcurrency: undefined };
  limits.add(fn);
  assert.equal(limits.refusalToReserve(fn, 6), undefined);
  assert.match(limits.refusalToReserve(fn, 7) ?? '', /minimum value of \[2\]/);
});

test('property: neither a function nor the account ever runs more than its limit, and nothing that fits is refused', () => {
  const step = fc.record({ fn: fc.nat(3), begins: fc.boolean() });
  const reservations = fc.tuple(...Array.from({ length: 4 }, () => fc.option(fc.nat(5), { nil: undefined })));
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 30 }),
      reservations,
      fc.array(step, { maxLength: 200 }),
      (account, reserved, steps) => {
        const limits = new ConcurrencyLimits({
          ...lambdaSettings,
          accountConcurrency: account + reserved.reduce<number>((sum, each) => sum + (each ?? 0), 0),
        });
        const functions = reserved.map((each) => ({
          running: 0,
          provisionedConcurrency: 0,
          reservedConcurrency: each,
        }));
        for (const each of functions) limits.add(each);
        for (const { fn: index, begins } of steps) {
          const fn = functions[index] as (typeof functions)[number];
          if (!begins) fn.running = Math.max(0, fn.running - 1);
          else {
            const shared = functions.filter((each) => each.reservedConcurrency === undefined);
            const room =
              fn.reservedConcurrency === undefined
                ? account - shared.reduce((sum, each) => sum + each.running, 0)
                : fn.reservedConcurrency - fn.running;
            assert.equal(limits.refusalToRun(fn, onDemand) === undefined, room > 0);
            if (room > 0) fn.running += 1;
          }
        }
      },
    ),
    { numRuns: propertyRuns(200) },
  );
});
