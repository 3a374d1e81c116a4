import assert from 'node:assert/strict';
import { devNull } from 'node:os';
import { test } from 'node:test';
import { containerVariables } from './container-variables.ts';

test('an SDK in a container reads no settings of whoever runs this machine', () => {
  const { AWS_CONFIG_FILE, AWS_SHARED_CREDENTIALS_FILE } = containerVariables({
    ...{ image: {}, container: {}, endpoints: {} },
    ...{ accessKeyId: 'local', elsewhere: 'http://127.0.0.1:1' },
  });
  assert.deepEqual([AWS_CONFIG_FILE, AWS_SHARED_CREDENTIALS_FILE], [devNull, devNull]);
});
