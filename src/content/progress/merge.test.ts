import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertSameValue, fc } from '#testing/properties.ts';
import { anyProgress, anyReview } from './arbitraries.ts';
import { withReview } from './change.ts';
import { emptyProgress } from './empty.ts';
import { merge } from './merge.ts';
import { parseProgress, serializeProgress } from './parse.ts';
import type { Progress, Review } from './record.ts';

test('merge is commutative', () => {
  fc.assert(
    fc.property(anyProgress, anyProgress, (a, b) => {
      assertSameValue(merge(a, b), merge(b, a));
    }),
  );
});

test('merge is associative', () => {
  fc.assert(
    fc.property(anyProgress, anyProgress, anyProgress, (a, b, c) => {
      assertSameValue(merge(merge(a, b), c), merge(a, merge(b, c)));
    }),
  );
});

test('merge is idempotent, and nothing merged in twice changes anything', () => {
  fc.assert(
    fc.property(anyProgress, anyProgress, (a, b) => {
      assertSameValue(merge(a, a), a);
      assertSameValue(merge(merge(a, b), b), merge(a, b));
    }),
  );
});

test('a merge holds every review and every draft of both', () => {
  fc.assert(
    fc.property(anyProgress, anyProgress, (a, b) => {
      const merged = merge(a, b);
      const ids = (record: Progress) => record.reviews.map(({ id }) => id);
      assert.deepEqual(new Set(ids(merged)), new Set([...ids(a), ...ids(b)]));
      assert.equal(new Set(ids(merged)).size, merged.reviews.length);
      for (const { question, revision, updatedAt } of [...a.drafts, ...b.drafts]) {
        const kept = merged.drafts.find((each) => each.question === question && each.revision === revision);
        assert.ok(kept && kept.updatedAt >= updatedAt);
      }
    }),
  );
});

test('no sequence of reviews, reloads, exports and imports on two devices loses a review', () => {
  const step = fc.oneof(
    fc.record({ act: fc.constant('review' as const), on: fc.nat({ max: 1 }), review: anyReview }),
    fc.record({ act: fc.constantFrom('reload' as const, 'import' as const), on: fc.nat({ max: 1 }) }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      const devices = [emptyProgress, emptyProgress];
      const given = [new Set<string>(), new Set<string>()];
      steps.forEach((each, index) => {
        const mine = devices[each.on] as Progress;
        const ids = given[each.on] as Set<string>;
        if (each.act === 'review') {
          const review: Review = { ...each.review, id: `${index}` };
          devices[each.on] = withReview(mine, review);
          ids.add(review.id);
        } else if (each.act === 'reload') {
          devices[each.on] = reread(mine);
        } else {
          devices[each.on] = merge(mine, reread(devices[1 - each.on] as Progress));
          for (const id of given[1 - each.on] ?? []) ids.add(id);
        }
        assert.deepEqual(new Set(devices[each.on]?.reviews.map(({ id }) => id)), ids);
      });
    }),
  );
});

function reread(record: Progress): Progress {
  const parsed = parseProgress(serializeProgress(record));
  assert.ok(parsed.ok);
  assertSameValue(parsed.record, record);
  return parsed.record;
}
