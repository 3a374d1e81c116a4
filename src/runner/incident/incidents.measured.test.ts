import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { test } from 'node:test';
import { parseGame } from '#content/played-incident.ts';
import { project } from '../project.ts';
import { openPaper } from '../repair/paper.ts';
import { callRunner } from '../testing/call-runner.ts';
import { base } from './base.ts';
import { incidentNames, incidentOf, loadIncident } from './find-incidents.ts';
import type { Incident } from './incident.ts';
import { gameOf } from './keep-game.ts';
import { type Played, runIncident, usualTiming } from './run-incident.ts';
import { restIndent } from './show.ts';

// Each takes up to a minute: `npm run test:incidents` plays all, `npm test` this one. INCIDENTS also takes names.
const short = ['charged-again'];
const asked = process.env.INCIDENTS?.split(/[\s,]+/) ?? short;
const incidents = new Map(
  await Promise.all(incidentNames().map(async (name) => [name, await loadIncident(name)] as const)),
);
const played = [...incidents].filter(([name]) => asked.includes('all') || asked.includes(name));

const timing = { ...usualTiming, minuteMs: 2_000, calm: 2, proof: 5 };

/** Types what `moves` yields, and gives it what was shown. */
async function play(incident: Incident, moves: Generator<string, void, string>): Promise<Played> {
  const output = new PassThrough();
  output.setEncoding('utf8');
  const shown = () => String(output.read() ?? '');
  return runIncident({
    incident,
    seed: 202,
    timing,
    paper: openPaper(Object.assign(output, { columns: 80 }) as never),
    player: {
      next: async () => moves.next(shown()).value ?? undefined,
      close: () => undefined,
    },
    signal: new AbortController().signal,
  });
}

const looks = [
  ...new Set([...incidents.values()].flatMap(({ signals }) => signals.map(({ command }) => command))),
];

/** Knows what would show each cause, looks at all of it, and mends what it finds: it does not know the incident. */
function* investigate(): Generator<string, void, string> {
  const shown = new Map<string, string>();
  // Read as a person does: a line that goes on below is one line.
  for (const look of looks) shown.set(look, (yield look).replaceAll(`\n${restIndent}`, ' '));
  const fits = [...incidents.values()].filter(({ signals }) =>
    signals.every(({ command, pattern }) => pattern.test(shown.get(command) ?? '')),
  );
  const [found, ...others] = fits;
  assert.ok(found, `nothing fits:\n${[...shown].flat().join('\n')}`);
  assert.deepEqual(
    others.map(({ cause }) => cause),
    [],
    `more than ${found.cause}`,
  );
  yield* found.shortest;
  yield `cause ${found.cause}`;
  yield 'done';
}

for (const [name, incident] of played) {
  test(`${name}: found from what is shown alone, and mended`, async () => {
    const over = await play(incident, investigate());
    const { score, game } = over;
    assert.equal(game.named, incident.cause);
    assert.deepEqual(score.broken, []);
    assert.notEqual(score.soundSince, undefined, 'not sound');
    assert.equal(score.won, true);
    const kept = parseGame(JSON.stringify(gameOf(over)));
    assert.ok('game' in kept, JSON.stringify(kept));
    assert.ok(
      kept.game.timeline.some(({ kind }) => kind === 'signal'),
      'nobody saw a signal begin',
    );
  });

  // It waits for what never comes: not in `npm test`.
  const { temptation } = incident;
  if (temptation && process.env.INCIDENTS)
    test(`${name}: what suggests itself costs customers their orders`, async () => {
      const { score } = await play(
        incident,
        (function* () {
          yield* temptation.commands;
          yield* incident.shortest;
          yield `cause ${incident.cause}`;
          yield 'done';
        })(),
      );
      assert.ok(score.counts[temptation.harm] > 0);
      assert.equal(score.won, false);
    });
}

/** Every file of the lab that incidents happen in, with when it was changed last. */
const labFiles = () => {
  const folder = join(project.labs, base.lab);
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .sort()
    .map((file) => `${file} ${statSync(join(folder, file)).mtimeMs}`);
};

test('Ctrl-C ends an incident, nothing is left running, and neither processes nor files told what it was', async () => {
  const seed = 3;
  const name = incidentOf(seed, incidentNames());
  const files = labFiles();
  const call = callRunner('incident', '--seed', String(seed));
  await call.written(/Orders come in/);
  const processes = execFileSync('ps', ['-eo', 'pid,pgid,ppid,args'], { encoding: 'utf8' });
  for (const told of [name, `cause ${incidents.get(name)?.cause}`]) assert.ok(!processes.includes(told));
  assert.deepEqual(labFiles(), files);
  call.interrupt();
  assert.equal(await call.ended, 130);
  assert.match(call.stderr(), /Nothing is left running/);
  assert.doesNotMatch(call.stdout() + call.stderr(), new RegExp(name));
});
