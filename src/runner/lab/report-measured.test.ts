import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import * as v from 'valibot';
import { evidenceSchema } from '#content/evidence.ts';
import { evidencePath, findExperiments } from '../labs.ts';
import { project } from '../project.ts';
import { columnsOf } from '../terminal/text.ts';
import { claimLines } from './report-claims.ts';
import { metricTable, niceCeiling, seriesCharts } from './report-measured.ts';

const plain = (_: unknown, text: string) => text;

function recorded() {
  const [file] = findExperiments(project.labs, 'two-paths/first-order');
  assert.ok(file);
  return v.parse(evidenceSchema, JSON.parse(readFileSync(evidencePath(file), 'utf8')));
}

for (const columns of [60, 76, 100]) {
  test(`a report is no wider than a screen of ${columns} columns, and holds every median`, () => {
    const { variants, claims } = recorded();
    const table = metricTable(variants, columns, plain);
    const report = [
      ...table,
      ...seriesCharts(variants, columns, plain),
      ...claimLines(claims, columns, plain),
    ];
    assert.deepEqual(
      report.filter((line) => columnsOf(line) > columns),
      [],
    );
    const words = table.join('\n').split(/\s+/);
    for (const { metrics } of variants) {
      for (const { median } of metrics) assert.ok(words.includes(String(median)), String(median));
    }
  });
}

test('a claim that does not hold says so in words, not only in colour', () => {
  const claims = recorded().claims.map((claim) => ({ ...claim, holds: false }));
  assert.match(claimLines(claims, 76, plain).join('\n'), /✗ does not hold/);
});

test('a scale ends at a round number that all samples fit under', () => {
  assert.deepEqual([0.4, 7, 14, 230, 1001].map(niceCeiling), [1, 8, 15, 300, 1500]);
});
