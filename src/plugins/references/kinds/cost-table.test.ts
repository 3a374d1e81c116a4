import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { test } from 'node:test';
import type { CostData, CostTableData } from '#content/page-data.ts';
import type { Attributes } from '../kind.ts';
import { AuthorError } from '../problem.ts';
import { cost } from './cost.ts';
import { costTable } from './cost-table.ts';

const root = join(import.meta.dirname, '../../../..');
const page = join(root, 'docs/running/what-it-costs/index.mdx');
const list = (folder: string) => readdirSync(folder, { recursive: true, encoding: 'utf8' });

/* What is calculated by hand here must not follow the facts: these stand in the place of what they say. */
const hand: Record<string, string> = {
  'price-http-api': '"$1.00"',
  'price-lambda-requests': '"$0.20"',
  'price-lambda-gb-second': '"$0.0000166667"',
  'price-sqs-requests': '"$0.40"',
  'price-dynamodb-writes': '"$0.625"',
  'price-dynamodb-write-unit-hour': '"$0.00065"',
  'price-free-lambda-requests': '1000000',
  'price-free-lambda-gb-seconds': '400000',
  'price-free-sqs-requests': '1000000',
};

/** Reads files, and facts as if they said something else. */
const readWith = (said: Record<string, string>) => (file: string) => {
  const value = said[basename(file, '.yaml')];
  const text = readFileSync(file, 'utf8');
  return value === undefined ? text : text.replace(/^value: .*$/m, `value: ${value}`);
};
const place = (said: Record<string, string>) => ({ root, page, file: page, list, read: readWith(said) });
const table = (attributes: Attributes, said = hand) =>
  costTable.cut('', attributes, place(said)) as CostTableData;
const sum = (attributes: Attributes, said = hand) =>
  (cost.cut('', attributes, place(said)) as CostData).shown;

const paths = 'two-paths/what-it-costs/sync two-paths/what-it-costs/queued';
const assumed = { waitMs: '200', memoryMb: '128' };

/*
 * Per million orders, synchronous: 1.00 + 0.20 + 25,000 GB-seconds = 0.416668 + 0.625. Queued, three million requests more = 1.20, and
 * 648,000 of pollers that find nothing = 0.2592 a month. Free: a million invocations, 400,000 GB-seconds, a million requests to SQS.
 */
test('the sheet of a recorded run is what one calculates by hand, for three orders of magnitude', () => {
  const { rows } = table({ by: 'load', runs: paths, at: '100000 1000000 10000000', ...assumed });
  assert.deepEqual(
    rows.map(({ label, cells }) => [label.replaceAll(',', ''), ...cells.map(({ shown }) => shown)]),
    [
      ['nobody comes', '$0.00', '$0.26'],
      ['100000 a month', '$0.22', '$0.60'],
      ['1000000 a month', '$2.24', '$3.70'],
      ['10000000 a month', '$22.42', '$34.68'],
    ],
  );
  assert.deepEqual(
    rows.map(({ cells }) => cells.map(({ more }) => more)),
    [
      ['$0.00 with free tier', '$0.00 with free tier'],
      ['$0.16 with free tier', '$0.16 with free tier'],
      ['$1.63 with free tier', '$2.68 with free tier'],
      ['$18.05 with free tier', '$29.91 with free tier'],
    ],
  );
});

test('a million writes cost by the hour what their peak asks for: 277.8 units for an hour, at $0.00065', () => {
  const { rows } = table({ by: 'peak', runs: 'two-paths/what-it-costs/queued', at: '1 4' });
  assert.deepEqual(
    rows.map(({ cells }) => cells.map(({ shown }) => shown)),
    [
      // 0.1806 + three million requests.
      ['$0.18', '$0.63', '$1.38'],
      ['$0.72', '$0.63', '$1.38'],
    ],
  );
});

test('a price that changes in the facts changes the sheet, its sum, and where it turns over', () => {
  const dearer = { ...hand, 'price-sqs-requests': '"$0.80"' };
  const line = { by: 'line', runs: paths, ...assumed };
  const requests = (said: Record<string, string>) =>
    table(line, said).rows.find(({ label }) => label === 'requests to SQS')?.cells[1];
  assert.deepEqual(requests(hand), { shown: '$1.20', more: '3 each' });
  assert.deepEqual(requests(dearer), { shown: '$2.40', more: '3 each' });
  assert.equal(table(line).rows.at(-1)?.cells[1]?.shown, '$3.44');
  assert.equal(table(line, dearer).rows.at(-1)?.cells[1]?.shown, '$4.64');

  const queued = { run: 'two-paths/what-it-costs/queued', ...assumed };
  assert.equal(sum(queued), '$3.44');
  assert.equal(sum(queued, dearer), '$4.64');
  const turns = {
    run: 'two-paths/what-it-costs/sync',
    other: 'queued-api/what-it-costs/ten',
    turns: 'wait',
    memoryMb: '128',
  };
  assert.ok(Number.parseFloat(sum(turns, dearer)) > 1.5 * Number.parseFloat(sum(turns)));
});

test('what is misspelt is refused with what is known', () => {
  const refused = (attributes: Attributes) => {
    try {
      return assert.fail(`${sum(attributes)} was shown`);
    } catch (error) {
      assert.ok(error instanceof AuthorError, String(error));
      return `${error.problem} ${error.remedy}`;
    }
  };
  const run = 'two-paths/what-it-costs/sync';
  assert.match(refused({ run, line: 'invocation' }), /"invocation".*Did you mean "invocations"/);
  assert.match(refused({ run, turns: 'weight', other: run }), /"weight"/);
  assert.match(refused({ run, turns: 'wait' }), /lacks other/);
  assert.match(refused({ run, waitMs: 'long' }), /no amount.*digits/);
  assert.match(refused({ run, turns: 'wait', other: 'two-paths/what-it-costs/queued' }), /at no wait/);
  assert.match(refused({ run: 'two-paths/first-order/sync' }), /there is no metric/);
});
