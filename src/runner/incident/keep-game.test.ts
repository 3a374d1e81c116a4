import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { parseGame } from '#content/played-incident.ts';
import { runOf } from '#content/replay/moments-of.ts';
import { gameOf, keepGame, lastGame } from './keep-game.ts';
import { lostAt, played, quiet } from './testing/played-game.ts';
import { watchSignals } from './watch-signals.ts';

test('a game that is kept can be read again, and drawn: few orders, those that suffered among them', () => {
  const read = parseGame(JSON.stringify(gameOf(played())));
  assert.ok('game' in read, JSON.stringify(read));
  const { trace, places, carries, timeline, suffered } = read.game;
  const run = runOf(trace.events, places, carries, 0);
  assert.ok(run.orders >= 20 && run.orders <= 60, `${run.orders} orders`);
  // The clock of the run is that of the timeline.
  assert.ok(run.moments.some(({ kind, atMs }) => kind === 'received' && atMs === lostAt));
  assert.ok(timeline.some(({ kind, at }) => kind === 'harm' && at === lostAt));
  assert.equal(places.at(0)?.kind, 'caller');
  const [first, ...others] = suffered;
  assert.deepEqual(others, []);
  const drawn = run.moments.find(({ kind, atMs }) => kind === 'received' && atMs === lostAt)?.copies[0];
  assert.equal(run.copies[(drawn ?? 0) - 1]?.order, first?.drawn);
  assert.equal(first?.harm, 'lost');
});

test('what happened when: the fault, the harm, the pager, what was changed, and no look', () => {
  assert.deepEqual(
    gameOf(played()).timeline.map(({ kind, at }) => [kind, at]),
    [
      ['fault', 50_000],
      ['harm', 50_100],
      ['sound', 50_600],
      ['pager', 60_000],
      ['you', 80_000],
      ['done', 90_000],
    ],
  );
});

test('a signal is told from when on it could be seen, with what it showed; what showed before the fault is no news', async () => {
  const game = played();
  const watch = await watchSignals(game.game, game.incident.signals, 1);
  assert.deepEqual(
    watch.seen.map(({ signal }) => signal),
    [quiet],
  );
  game.clock.now = 55_000;
  game.pager.push('Customers say: I have a receipt and no coffee.');
  while (watch.seen.length < 2) await new Promise(setImmediate);
  await watch.stop();
  const { timeline } = gameOf({ ...game, seen: watch.seen });
  assert.deepEqual(
    timeline.filter(({ kind }) => kind === 'signal'),
    [
      {
        at: 55_000,
        kind: 'signal',
        text: 'From here on `story` shows it:',
        line: 'Customers say: I have a receipt and no coffee.',
      },
    ],
  );
});

test('of one seed the last game is kept, and the last of all is what a page is given', () => {
  const runs = mkdtempSync(join(tmpdir(), 'runs-'));
  try {
    assert.equal(lastGame(runs), undefined);
    const path = keepGame(played(202), runs);
    assert.equal(lastGame(runs), readFileSync(path, 'utf8'));
    utimesSync(path, new Date(0), new Date(0));
    const other = keepGame(played(7), runs);
    assert.equal(lastGame(runs), readFileSync(other, 'utf8'));
  } finally {
    rmSync(runs, { recursive: true });
  }
});

test('what is no game is told apart, with the place, and nothing else of it is taken', () => {
  const good = JSON.parse(JSON.stringify(gameOf(played())));
  const problem = (text: string) => {
    const read = parseGame(text);
    return 'problem' in read ? read.problem : '';
  };
  assert.match(problem('{"schemaVersion":'), /not JSON/);
  assert.match(problem('{"schemaVersion":1}'), /at schemaVersion/);
  assert.match(problem(JSON.stringify({ ...good, trace: { ...good.trace, events: [{ at: 1 }] } })), /trace/);
  assert.match(problem(JSON.stringify(good).replace('50000', '1e999')), /at timeline/);
  const more = parseGame(JSON.stringify({ ...good, html: '<img>' }));
  assert.ok('game' in more && !('html' in more.game));
});
