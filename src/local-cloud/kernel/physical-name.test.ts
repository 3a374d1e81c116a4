import assert from 'node:assert/strict';
import { test } from 'node:test';
import { physicalName } from './physical-name.ts';

test('a name is made of stack and logical ID', () => {
  assert.equal(physicalName('Stack', 'Queue', 80), 'Stack-Queue');
});

test('a long name is shortened to what the service takes, and stays its own', () => {
  const stack = 'Notifier-StorageNestedStackStorageNestedStackResource9807768E';
  const names = ['InboxOfEverybodyA8E05DC3', 'InboxOfEverybodyB7E05DC3'].map((each) =>
    physicalName(stack, each, 64),
  );
  for (const name of names) assert.ok(name.length <= 64, name);
  assert.notEqual(names[0], names[1]);
  assert.match(names[0] ?? '', /^Notifier-Storage.*-InboxOfEverybody/);
});
