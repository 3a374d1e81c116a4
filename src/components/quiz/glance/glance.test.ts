import assert from 'node:assert/strict';
import { test } from 'node:test';
import { globalValue } from '#testing/global-value.ts';
import { readGlance } from './glance.ts';

const none = { opened: [], read: [], predicted: {}, due: {}, left: [] };
const damaged = [
  'null',
  '7',
  '[]',
  '{"opened":',
  '{"opened":7}',
  '{"read":null}',
  '{"left":{}}',
  '{"due":[]}',
  '{"predicted":"x"}',
];

for (const text of damaged) {
  test(`a page that finds ${text} goes on as if nothing was kept`, (t) => {
    globalValue(t, 'localStorage', { getItem: () => text });
    assert.deepEqual(readGlance(), none);
  });
}

test('what is sound is read, and what it does not say is empty', (t) => {
  const text = '{"last":"queue/retries","opened":["queue/retries"]}';
  globalValue(t, 'localStorage', { getItem: () => text });
  assert.deepEqual(readGlance(), { ...none, last: 'queue/retries', opened: ['queue/retries'] });
});
