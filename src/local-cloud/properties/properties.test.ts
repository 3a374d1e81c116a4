import { test } from 'node:test';
import { checkProperties } from './check.ts';

test('whatever is sent, fails, crashes and times out: no message is lost, none skips a count, no group reorders, no limit is passed', async () => {
  await checkProperties({ cases: 50, seed: Date.now() % 2 ** 31, sideBySide: 16 });
});
