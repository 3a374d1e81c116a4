import assert from 'node:assert/strict';
import { devNull } from 'node:os';
import { test } from 'node:test';
import { environmentVariables } from './environment-variables.ts';

const seenBy = (variables: Record<string, string>) =>
  environmentVariables({
    configuration: {
      ...{ name: 'f', handler: 'index.handler', runtime: 'nodejs24.x', memoryMiB: 128, logGroup: 'g' },
      variables,
    } as never,
    version: '$LATEST',
    initializationType: 'on-demand',
    directory: '/var/task',
    accessKeyId: 'local',
    logStreamName: 's',
    endpoints: {},
    elsewhere: 'http://127.0.0.1:1',
  });

test('an SDK reads no settings of whoever runs this machine, unless the function names a file of its own', () => {
  const { AWS_CONFIG_FILE, AWS_SHARED_CREDENTIALS_FILE } = seenBy({});
  assert.deepEqual([AWS_CONFIG_FILE, AWS_SHARED_CREDENTIALS_FILE], [devNull, devNull]);
  assert.equal(seenBy({ AWS_CONFIG_FILE: '/var/task/config' }).AWS_CONFIG_FILE, '/var/task/config');
});
