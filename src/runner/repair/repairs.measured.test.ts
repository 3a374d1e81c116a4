import assert from 'node:assert/strict';
import { join } from 'node:path';
import { suite, type TestContext, test } from 'node:test';
import type { Edit } from '#content/repair.ts';
import { project } from '../project.ts';
import { withScratch } from './compare-ways.ts';
import { findRepairs, loadJudge, type RepairFile } from './find-repairs.ts';
import { type Judgement, judgeRepair } from './judge-repair.ts';
import { deliver } from './workspace.ts';

/** One that takes seconds; `npm run test:repairs` proves all of them, and REPAIRS=name,name those that it names. */
const { REPAIRS = 'wrong-filter' } = process.env;
const repairs = (await findRepairs(project.root)).filter(
  ({ name }) => REPAIRS === 'all' || REPAIRS.split(',').includes(name),
);

const judgeWith = (file: RepairFile, edits: Edit[] = []): Promise<Judgement> =>
  withScratch((scratch) => {
    const folder = join(scratch, file.name);
    deliver(file, folder, edits);
    return judgeRepair(file, folder, new AbortController().signal);
  });

/** The demands that were not met, or nothing where the machine was too busy: then the case showed nothing. */
function missingIn({ claims, seconds }: Judgement, t: TestContext): string[] | undefined {
  t.diagnostic(`${Math.round(seconds)} s`);
  const open = claims.filter(({ holds }) => holds === null);
  for (const { id, because } of open) t.diagnostic(`${id} was not judged: ${because}`);
  for (const { id, holds, because } of claims) if (holds === false) t.diagnostic(`${id}: ${because}`);
  return open.length > 0 ? undefined : claims.filter(({ holds }) => !holds).map(({ id }) => id);
}

for (const file of repairs) {
  suite(`repair ${file.name}`, { concurrency: 1 }, () => {
    test('is broken as it is delivered, and only in what is to be mended', async (t) => {
      const { mends } = await loadJudge(file);
      const missing = missingIn(await judgeWith(file), t);
      if (missing) assert.deepEqual(missing.sort(), mends.toSorted());
    });
    for (const { name, edits } of file.repair.approaches) {
      test(`is mended by ${name}`, async (t) => {
        const missing = missingIn(await judgeWith(file, edits), t);
        if (missing) assert.deepEqual(missing, []);
      });
    }
    for (const { title, edits, refusedBy } of file.repair.temptations) {
      test(`is not mended by what tempts: ${title}`, async (t) => {
        const missing = missingIn(await judgeWith(file, edits), t);
        if (missing)
          assert.deepEqual(
            refusedBy.filter((each) => !missing.includes(each)),
            [],
            `refused by ${missing.join(', ') || 'nothing'}`,
          );
      });
    }
  });
}
