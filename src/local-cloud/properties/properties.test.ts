import { test } from 'node:test';
import { propertyRuns, propertySeed } from '#testing/properties.ts';
import { checkProperties } from './check.ts';

test('whatever is sent, fails, crashes and times out: no message is lost, none skips a count, no group reorders, no limit is passed', async () => {
  await checkProperties({ cases: propertyRuns(50), seed: propertySeed, sideBySide: 16 });
});
