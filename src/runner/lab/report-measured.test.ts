import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import * as v from 'valibot';
import { evidenceSchema } from '#content/evidence.ts';
import { exitCodeOf } from '../exit-codes.ts';
import { evidencePath, findExperiments } from '../labs.ts';
import { project } from '../project.ts';
import { columnsOf } from '../terminal/text.ts';
import { claimLines, claimsInSum } from './report-claims.ts';
import { metricTable, niceCeiling, seriesCharts } from './report-measured.ts';

const plain = (_: unknown, text: string) => text;

function recorded() {
  const [file] = findExperiments(project.labs, 'two-paths/first-order');
  assert.ok(file);
  return v.parse(evidenceSchema, JSON.parse(readFileSync(evidencePath(file), 'utf8')));
}

for (const columns of [36, 60, 76, 100]) {
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

test('a claim that could not be judged says why, and what to do, and is not against it', () => {
  const [claim] = recorded().claims;
  assert.ok(claim);
  const unjudged = { ...claim, holds: null, because: 'The event loop was away.', remedy: 'Run it again.' };
  const lines = claimLines([unjudged], 76, plain).join('\n');
  assert.match(
    lines,
    /– not judged: this machine was too busy[\s\S]*The event loop was away\.[\s\S]*Run it again\./,
  );
  assert.doesNotMatch(lines, /does not hold/);
});

const sums: [holds: (boolean | null)[], says: RegExp, code: number][] = [
  [[true, true], /^Every claim holds/, 0],
  [[true, false], /^Not every claim holds/, 1],
  [[true, null], /^1 of 2 claims could not be judged: this machine was too busy/, 3],
  [[false, null], /^Not every claim holds/, 1],
];
for (const [holds, says, code] of sums) {
  test(`claims that are ${holds.join(' and ')} end with ${code}`, () => {
    const claims = holds.map((each) => ({ holds: each }));
    assert.match(claimsInSum(claims), says);
    assert.equal(exitCodeOf(claims), code);
  });
}

test('a scale ends at a round number that all samples fit under', () => {
  assert.deepEqual([0.4, 7, 14, 230, 1001].map(niceCeiling), [1, 8, 15, 300, 1500]);
});
