import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { billOf, sumOf } from '../../components/explore/bill.ts';
import { knobs } from '../../components/explore/knobs.ts';
import { readPrices } from '../../plugins/explore/prices.ts';
import { checkSettings } from '../model/limits.ts';
import { defaults, type Settings } from '../model/settings.ts';
import { Simulation } from '../model/simulation.ts';
import { samples } from '../run/protocol.ts';
import { totalsOf } from '../run/runs.ts';
import { type Challenge, judge, settingsOf } from './challenge.ts';
import { challenges } from './challenges.ts';

const root = join(import.meta.dirname, '../../..');
const prices = readPrices(root);

/** The seed that a reader gets, and some that tell whether a contract is kept or broken by luck. */
const seeds = [defaults.seed, 1, 2, 3, 5, 8, 13, 21, 34, 55];

/** The demands that a run with these knobs turned does not meet, by their labels, and what is then said. */
function broken(challenge: Challenge, turns: Partial<Settings>, seed: number): Map<string, string> {
  const settings = { ...settingsOf(challenge, turns), seed };
  checkSettings(settings);
  const simulation = new Simulation(settings, samples).run();
  const outcome = {
    settings,
    totals: totalsOf(simulation),
    course: simulation.course,
    dollars: sumOf(billOf(settings, simulation.counts, prices)),
  };
  const judged = judge(challenge, outcome).filter(({ met }) => !met);
  return new Map(judged.map(({ demand }) => [demand.label, demand.broke(outcome)]));
}

test('there are ten, each with a name of its own', () => {
  assert.equal(new Set(challenges.map(({ id }) => id)).size, 10);
});

for (const challenge of challenges) {
  const { id, ways, tempting } = challenge;
  test(`${id}: as it begins, the contract is not kept, and it says what broke`, () => {
    for (const seed of seeds) {
      const reasons = broken(challenge, {}, seed);
      assert.ok(reasons.size > 0, `seed ${seed}`);
      for (const reason of reasons.values()) assert.match(reason, /^[A-Z].{20,}\.$/);
    }
  });

  for (const { does, turns } of ways)
    test(`${id}: solved by: ${does}`, () => {
      for (const seed of seeds) assert.deepEqual([...broken(challenge, turns, seed)], [], `seed ${seed}`);
    });

  test(`${id}: ${tempting.does} breaks ${tempting.breaks.join(' and ')}`, () => {
    for (const seed of seeds) {
      const reasons = broken(challenge, tempting.turns, seed);
      assert.deepEqual([...reasons.keys()].sort(), [...tempting.breaks].sort(), `seed ${seed}`);
      for (const reason of reasons.values()) assert.match(reason, /^[A-Z].{20,}\.$/);
    }
  });

  test(`${id}: what solves it and what tempts can be turned, and the rest stays`, () => {
    for (const { turns } of [...ways, tempting])
      for (const name of Object.keys(turns))
        assert.ok(challenge.knobs.includes(name as keyof Settings), name);
    for (const name of challenge.knobs)
      assert.ok(name === 'pipeline' || knobs.some((knob) => knob.name === name), name);
  });

  test(`${id}: its lesson is there, and its claim holds`, () => {
    const lesson = readFileSync(join(root, 'docs', challenge.lesson.id, 'index.mdx'), 'utf8');
    assert.ok(lesson.includes(`\ntitle: ${challenge.lesson.title}\n`), challenge.lesson.title);
    assert.ok(challenge.reasoning.length > 0 && challenge.story.length > 0);
    const [lab = '', experiment = '', claim = ''] = challenge.claim.split('/');
    const evidence = JSON.parse(
      readFileSync(join(root, 'labs', lab, 'evidence', `${experiment}.local.json`), 'utf8'),
    ) as { claims: { id: string; holds: boolean }[] };
    assert.equal(evidence.claims.find((each) => each.id === claim)?.holds, true);
  });
}
