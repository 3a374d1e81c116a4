import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { PredictData } from '#content/page-data.ts';
import { locateEvidence } from './evidence-file.ts';
import { predict } from './kinds/predict.ts';
import { experimentsIn, predictionsIn } from './names-in-lesson.ts';

const root = join(import.meta.dirname, '../../..');

test('the keys that are read from a lesson’s text are those that its page remembers guesses under', () => {
  const docs = readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' });
  let found = 0;
  for (const path of docs.filter((each) => /^[^/\\]+[/\\][^/\\]+[/\\]index\.mdx$/.test(each))) {
    const text = readFileSync(join(root, 'docs', path), 'utf8');
    for (const key of predictionsIn(text)) {
      const [experiment = '', metric = '', variant] = key.split(' ');
      const file = locateEvidence(experiment, { root });
      const site = { root, page: path, file, read: () => '', list: () => [] };
      const attributes = { experiment, metric, ...(variant && { variant }) };
      const data = predict.cut(readFileSync(file, 'utf8'), attributes, site) as PredictData;
      assert.equal(data.key, key);
      assert.ok(experimentsIn(text).includes(experiment));
      found += 1;
    }
  }
  assert.ok(found > 18);
});
