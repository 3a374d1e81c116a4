import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defaults } from '../model/settings.ts';
import { Simulation } from '../model/simulation.ts';
import { overlays } from '../overlays/overlays.ts';
import { type RunAnswer, samples } from './protocol.ts';
import { Runs } from './runs.ts';

/** Runs whose clock goes on by `perLook` ms whenever it is looked at, and whose next slice the test begins. */
function surrounded(perLook: number) {
  const answers: RunAnswer[] = [];
  let now = 0;
  let next: (() => void) | undefined;
  const runs = new Runs({
    tell: (answer) => answers.push(answer),
    now: () => (now += perLook),
    later: (go) => (next = go),
  });
  const slice = () => {
    const go = next;
    next = undefined;
    go?.();
    return go !== undefined;
  };
  return { runs, answers, slice };
}

/** A run of some 300,000 events. */
const long = { ...defaults, arrivalRate: 500, maximumConcurrency: 0, seconds: 300 };

test('a run in slices tells each moment once, and in the end what it came to', () => {
  const { runs, answers, slice } = surrounded(60);
  runs.ask({ side: 'a', id: 7, settings: long });
  let slices = 0;
  while (slice()) slices += 1;
  assert.ok(slices > 5 && answers.length > 2, `${slices} slices, ${answers.length} answers`);
  const whole = new Simulation(long, samples).run();
  assert.deepEqual(
    answers.flatMap(({ course }) => course),
    whole.course,
  );
  assert.deepEqual(answers.at(-1)?.totals?.counts, whole.counts);
  assert.ok(answers.every(({ side, id }) => side === 'a' && id === 7));
  assert.ok(answers.slice(0, -1).every(({ totals }) => totals === undefined));
});

test('between two slices a new request takes the place of the run of its side, and leaves the other alone', () => {
  const { runs, answers, slice } = surrounded(60);
  runs.ask({ side: 'a', id: 1, settings: long });
  runs.ask({ side: 'b', id: 2, settings: long });
  slice();
  runs.ask({ side: 'a', id: 3, settings: { ...long, seconds: 1 } });
  while (slice());
  const ended = answers.filter(({ totals }) => totals).map(({ id }) => id);
  assert.deepEqual(ended.sort(), [2, 3]);
  runs.ask({ side: 'b', id: 4, settings: long });
  runs.ask({ side: 'b', id: 5 });
  answers.length = 0;
  while (slice());
  assert.deepEqual(answers, []);
});

test('settings that the model cannot work with are answered with what is wrong and what to do', () => {
  const { runs, answers, slice } = surrounded(1);
  runs.ask({ side: 'a', id: 1, settings: { ...defaults, seconds: 86_400, arrivalRate: 20_000 } });
  assert.equal(slice(), false);
  assert.match(answers[0]?.problem?.message ?? '', /more than the model works through/);
  assert.match(answers[0]?.problem?.remedy ?? '', /^Lower/);
});

test('with the number of an overlay its figures come along', () => {
  const { runs, answers, slice } = surrounded(1);
  const place = overlays.findIndex(({ experiment }) => experiment === 'queued-api/delivered-twice');
  runs.ask({ side: 'a', id: 1, settings: { ...defaults, ...overlays[place]?.settings }, overlay: place });
  while (slice());
  assert.deepEqual(answers.at(-1)?.figures, [4, 2, 4, 2]);
});
