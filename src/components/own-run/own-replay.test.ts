import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { Evidence } from '#content/evidence.ts';
import type { ReplayData } from '#content/replay/replay-data.ts';
import { replay } from '../../plugins/references/kinds/replay.ts';
import { ownReplay } from './own-replay.ts';

const experiment = 'two-paths/same-burst';
const file = 'labs/two-paths/evidence/same-burst.local.json';
const text = readFileSync(file, 'utf8');
const read = (path: string) => readFileSync(path, 'utf8');
const place = { root: '.', page: '', file, read, list: () => [] };
const replayOf = (evidence: string) => replay.cut(evidence, { experiment }, place) as ReplayData;
const recorded = replayOf(text);
const evidence = (): Evidence => JSON.parse(text);

test('a replay of the same events is the same replay', () => {
  assert.deepEqual(
    JSON.parse(JSON.stringify(ownReplay(recorded, evidence()))),
    JSON.parse(JSON.stringify(recorded)),
  );
});

test('a replay of other events is the one that the build would make', () => {
  const slower = evidence();
  for (const event of slower.traces.flatMap(({ events }) => events)) event.at *= 2;
  const own = ownReplay(recorded, slower);
  assert.deepEqual(
    own?.variants.map(({ run }) => run),
    replayOf(JSON.stringify(slower)).variants.map(({ run }) => run),
  );
  assert.notDeepEqual(own?.variants[0]?.run.endMs, recorded.variants[0]?.run.endMs);
});

test('what the drawing has no place for, or nothing was kept of, is not replayed', () => {
  const elsewhere = evidence();
  for (const event of elsewhere.traces[0]?.events ?? []) event.resource = 'Elsewhere';
  assert.equal(ownReplay(recorded, elsewhere), undefined);
  assert.equal(ownReplay(recorded, { ...evidence(), traces: [] }), undefined);
  const long = evidence();
  for (const trace of long.traces) trace.events = Array(10_001).fill(trace.events[0]);
  assert.equal(ownReplay(recorded, long), undefined);
  for (const at of [Number.POSITIVE_INFINITY, Number.MAX_VALUE, -1]) {
    const odd = evidence();
    for (const { events } of odd.traces) for (const event of events.slice(3)) event.at = at;
    assert.equal(ownReplay(recorded, odd), undefined, `${at}`);
  }
});
