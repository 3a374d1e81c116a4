/*
 * Follows the README of a lab from top to bottom against the running lab: what it says to type is typed, and what it
 * shows is printed. Of every README it asks what can be asked without typing.
 */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { findExperiments, findLabs } from './labs.ts';
import { project } from './project.ts';
import { followGuide, stepsOf } from './testing/follow-guide.ts';

/**
 * The guides that are typed. `npm test` types one of each kind of pipeline (an API before a queue; groups and dead
 * letters; a durable function; servers beside functions), and one of them with a slow CLI too.
 * `npm run test:guides` types all of them both ways, and GUIDES=lab,lab those that it names.
 */
const { GUIDES = '' } = process.env;
const labs = findLabs(project.labs);
const named =
  GUIDES === 'all' ? labs.map(({ name }) => name) : GUIDES.split(',').filter((name) => name !== '');
const typed = named.length > 0 ? named : ['two-paths', 'fifo-queue', 'long-job', 'three-shapes'];
const typedSlowly = named.length > 0 ? named : ['fifo-queue'];

test('the guides to type are there', () => {
  assert.deepEqual(
    [...typed, ...typedSlowly].filter((name) => !labs.some((lab) => lab.name === name)),
    [],
  );
});

suite('guides', { concurrency: 2 }, () => {
  for (const lab of labs) {
    suite(lab.name, () => {
      test(`${lab.name}: has a guide that deploys it, is typed by hand, and names every experiment`, () => {
        const { runs, typed: steps } = stepsOf(lab);
        assert.match(runs[0]?.commands ?? 'no README.md', /^npm run lab \S+ -- --keep$/m);
        assert.ok(steps.length > 0, 'something to type by hand');
        const experiments = runs
          .flatMap(({ commands }) => [...commands.matchAll(/^npm run lab (\S+)/gm)])
          .flatMap(([, name = '']) => findExperiments(project.labs, name).map((file) => file.name));
        assert.deepEqual([...new Set(experiments)].sort(), lab.experiments);
      });

      test(`${lab.name}: no step of its guide sleeps in the hope that something is done by then`, () => {
        const slept = stepsOf(lab).typed.filter(({ commands }) =>
          /\bsleep\b/.test(commands.replaceAll(/^until .+; do sleep 1; done$/gm, '')),
        );
        assert.deepEqual(
          slept.map(({ line }) => `README.md:${line}`),
          [],
        );
      });

      if (typed.includes(lab.name)) {
        test(`${lab.name}: what its guide says to type works, and prints what it shows`, async () => {
          assert.deepEqual(await followGuide(lab), []);
        });
      }

      // Whoever types, reads, or has a CLI that is slow to start, sees the same.
      if (typedSlowly.includes(lab.name)) {
        test(`${lab.name}: its guide works with an AWS CLI that takes two seconds to start`, async () => {
          assert.deepEqual(await followGuide(lab, 2), []);
        });
      }
    });
  }
});
