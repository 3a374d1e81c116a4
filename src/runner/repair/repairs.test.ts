import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { findExperiments, loadExperiment } from '../labs.ts';
import { project } from '../project.ts';
import { withScratch } from './compare-ways.ts';
import { findRepairs, loadJudge, repairNamed } from './find-repairs.ts';
import { deliver, setAside, workHash } from './workspace.ts';

const repairs = await findRepairs(project.root);

test('no two repairs have one name', () => {
  const names = repairs.map(({ name }) => name);
  assert.deepEqual(names, [...new Set(names)]);
});

test('they come in the order of the lessons', () => {
  const places = repairs.map(({ repair }) => repair.lesson.split('/')[0]);
  assert.deepEqual(
    places.filter((part, index) => part !== places[index - 1]),
    [...new Set(places)],
  );
});

test('an unknown name is told the nearest', () => {
  assert.throws(() => repairNamed('charged-twcie', repairs), /no repair "charged-twcie"[\s\S]*charged-twice/);
});

for (const file of repairs) {
  const { name, repair } = file;
  suite(`repair ${name}`, () => {
    test('names a lesson, a page of a question and a claim that are there', async () => {
      assert.ok(existsSync(join(project.docs, repair.lesson, 'index.mdx')), repair.lesson);
      assert.ok(existsSync(join(project.docs, `${repair.prepares.page}.mdx`)), repair.prepares.page);
      const [lab, experiment, claim] = repair.claim.split('/');
      assert.equal(lab, file.lab.name);
      const [found] = findExperiments(project.labs, `${lab}/${experiment}`);
      assert.ok(found);
      const { claims } = await loadExperiment(found);
      assert.ok(
        claims.some(({ id }) => id === claim),
        repair.claim,
      );
    });

    test('names metrics and demands of its judge', async () => {
      const { experiment, mends, keeps } = await loadJudge(file);
      const metrics = Object.keys(experiment.metrics);
      assert.deepEqual(
        repair.costs.filter((each) => !metrics.includes(each)),
        [],
      );
      assert.ok(mends.length > 0 && keeps.length > 0, 'something to mend and something to keep');
      const demands = [...mends, ...keeps];
      const named = repair.temptations.flatMap(({ refusedBy }) => refusedBy);
      assert.deepEqual(
        named.filter((each) => !demands.includes(each)),
        [],
      );
    });

    test('its edits fit what is delivered, and it is not overwritten', () =>
      withScratch(async (scratch) => {
        const ways = [...repair.approaches, ...repair.temptations];
        const hashes = ways.map(({ edits }, index) => {
          deliver(file, join(scratch, String(index)), edits);
          return workHash(file.lab, join(scratch, String(index)));
        });
        deliver(file, join(scratch, 'work'));
        hashes.push(workHash(file.lab, join(scratch, 'work')));
        assert.equal(new Set(hashes).size, hashes.length, 'no two are the same');
        assert.doesNotMatch(readFileSync(join(scratch, 'work', 'stack.ts'), 'utf8'), /#(end)?region/);

        writeFileSync(join(scratch, 'work', 'stack.ts'), 'mine');
        const aside = setAside(join(scratch, 'work')) ?? '';
        assert.equal(readFileSync(join(aside, 'stack.ts'), 'utf8'), 'mine');
        deliver(file, join(scratch, 'work'));
        assert.notEqual(setAside(join(scratch, 'work')), aside);
      }));
  });
}
