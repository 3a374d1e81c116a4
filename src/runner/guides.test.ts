/*
 * Follows the README of every lab from top to bottom against the running lab: what it says to type is typed, and what it
 * shows is printed.
 */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { findExperiments, findLabs } from './labs.ts';
import { project } from './project.ts';
import { followGuide, stepsOf } from './testing/follow-guide.ts';

/** Whether every guide is also typed with a slow CLI. `npm run test:guides` does. */
const isComplete = process.env.GUIDES === 'all';

suite('guides', { concurrency: 2 }, () => {
  for (const [index, lab] of findLabs(project.labs).entries()) {
    suite(lab.name, () => {
      test(`${lab.name}: has a guide that deploys it, is typed by hand, and names every experiment`, () => {
        const { runs, typed } = stepsOf(lab);
        assert.match(runs[0]?.commands ?? 'no README.md', /^npm run lab \S+ -- --keep$/m);
        assert.ok(typed.length > 0, 'something to type by hand');
        const named = runs
          .flatMap(({ commands }) => [...commands.matchAll(/^npm run lab (\S+)/gm)])
          .flatMap(([, name = '']) => findExperiments(project.labs, name).map((file) => file.name));
        assert.deepEqual([...new Set(named)].sort(), lab.experiments);
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

      test(`${lab.name}: what its guide says to type works, and prints what it shows`, async () => {
        assert.deepEqual(await followGuide(lab), []);
      });

      // Whoever types, reads, or has a CLI that is slow to start, sees the same.
      if (isComplete || index % 5 === 0) {
        test(`${lab.name}: its guide works with an AWS CLI that takes two seconds to start`, async () => {
          assert.deepEqual(await followGuide(lab, 2), []);
        });
      }
    });
  }
});
