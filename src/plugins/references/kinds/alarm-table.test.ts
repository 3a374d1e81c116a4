import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { AlarmTableData } from '#content/page-data.ts';
import { AuthorError } from '../problem.ts';
import { alarmTable } from './alarm-table.ts';

const root = join(import.meta.dirname, '../../../..');
const file = join(root, 'labs/watch-the-right-number/evidence/which-alarm-fires.local.json');
const recorded = JSON.parse(readFileSync(file, 'utf8'));
const cut = (evidence: unknown, attributes: Record<string, string>) =>
  alarmTable.cut(JSON.stringify(evidence), attributes, {
    root,
    page: file,
    file,
    read: () => '',
    list: () => [],
  }) as AlarmTableData;

/** The recorded run, with other periods for an alarm of its first variant. */
const withPeriods = (name: string, values: number[]) => ({
  ...recorded,
  variants: recorded.variants.map((variant: { metrics: { name: string }[] }, index: number) => ({
    ...variant,
    metrics: variant.metrics.map((metric) =>
      index === 0 && metric.name === name
        ? { ...metric, values, median: values[1], min: Math.min(...values), max: Math.max(...values) }
        : metric,
    ),
  })),
});
const cellOf = (values: number[]) =>
  cut(withPeriods('queuedAge', values), { metrics: 'queuedAge', headings: 'age' }).rows[0]?.cells[0];

test('an alarm is shown with its periods, as quiet, and with how often it fired', () => {
  assert.deepEqual(cellOf([4, 5, 5]), { first: 4, last: 5 });
  assert.equal(cellOf([0, 0, 0]), null);
  assert.deepEqual(cellOf([0, 0, 6]), { first: 6, last: 6, sometimes: '1 of 3 times' });
});

test('each variant of the recorded run is a row', () => {
  const { rows, columns } = cut(recorded, { metrics: 'syncErrors queuedErrors', headings: 'sync | queued' });
  assert.deepEqual(columns, ['sync', 'queued']);
  assert.deepEqual(
    rows.map(({ label }) => label),
    recorded.variants.map(({ label }: { label: string }) => label),
  );
  assert.ok(rows.every(({ what }) => what !== ''));
});

test('an unknown metric, and headings that do not fit, are refused', () => {
  assert.throws(() => cut(recorded, { metrics: 'syncErors', headings: 'a' }), AuthorError);
  assert.throws(() => cut(recorded, { metrics: 'syncErrors queuedErrors', headings: 'a' }), AuthorError);
});
