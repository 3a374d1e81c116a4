import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { type OnAwsData, waysOnAws } from '#content/on-aws.ts';
import { recordedExperiments } from '../evidence-file.ts';
import { onAws } from './on-aws.ts';

const root = join(import.meta.dirname, '../../../..');
const page = join(root, 'docs/running/on-your-account.mdx');
const text = readFileSync(page, 'utf8');

function cut(how: string): OnAwsData['experiments'] {
  const file = onAws.locate({ how }, { root, page });
  const read = (name: string) => readFileSync(name, 'utf8');
  return (onAws.cut(text, { how }, { root, page, file, read, list: () => [] }) as OnAwsData).experiments;
}

test('each recorded experiment runs on AWS in one way, and the page shows all ways', () => {
  const names = waysOnAws.flatMap((how) => cut(how).map(({ name }) => name));
  assert.deepEqual(names.toSorted(), recordedExperiments(root));
  for (const how of waysOnAws) assert.ok(text.includes(`<OnAws how="${how}" />`), how);
});

test('what does not run whole has the reason that its lab gives', () => {
  assert.equal(cut('whole').find(({ name }) => name === 'two-paths/first-order')?.why, undefined);
  assert.match(
    cut('refused').find(({ name }) => name === 'two-paths/same-outage')?.why ?? '',
    /^The table is down on purpose/,
  );
  assert.match(
    cut('part').find(({ name }) => name === 'sensor-stream/window-or-lag')?.why ?? '',
    /How late each reading is in the table is measured from outside/,
  );
});

test('another way is refused with those that there are', () => {
  assert.throws(() => cut('parts'), {
    problem: 'there is no way to run on AWS "parts".',
    remedy: 'Did you mean "part"?',
  });
});
