import { test } from 'node:test';
import { propertyRuns } from '../testing/property-runs.ts';
import { checkProperties } from './check.ts';

test('whatever is sent, fails, crashes and times out: no message is lost, none skips a count, no group reorders, no limit is passed', async () => {
  const { numRuns, seed = Date.now() % 2 ** 31 } = propertyRuns();
  await checkProperties({ cases: numRuns, seed, sideBySide: 16 });
});
