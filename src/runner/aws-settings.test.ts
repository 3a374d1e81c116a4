import assert from 'node:assert/strict';
import { devNull } from 'node:os';
import { test } from 'node:test';
import { connectClients } from '#experiment/clients.ts';
import { leaveAwsSettingsOut } from './aws-settings.ts';
import { localClient } from './lab/kept/local-client.ts';

const set = { PATH: '/bin', AWS_PROFILE: 'work', AWS_MAX_ATTEMPTS: '9', AWS_ENDPOINT_URL_SQS: 'http://x' };
const leftOf = (call: string) => {
  const env: NodeJS.ProcessEnv = { ...set };
  leaveAwsSettingsOut(call.split(' '), env);
  return env;
};

test('a run on this machine takes nothing of what somebody has set for AWS', () => {
  for (const call of [
    'lab two-paths --yes',
    'lab x --target endpoint=http://127.0.0.1:1',
    'start',
    'repair x',
  ])
    assert.deepEqual(leftOf(call), {
      PATH: '/bin',
      AWS_CONFIG_FILE: devNull,
      AWS_SHARED_CREDENTIALS_FILE: devNull,
    });
});

test('a call for AWS takes all of it, and so does what runs no lab', () => {
  for (const call of ['lab x --target aws', 'lab x --target=aws', 'lab --clean aws', 'test unit'])
    assert.deepEqual(leftOf(call), set);
});

test('clients of a local cloud call its addresses, also where all others are to be those of FIPS or of IPv6', async (t) => {
  const before = { ...process.env };
  t.after(() => {
    for (const name of ['AWS_USE_FIPS_ENDPOINT', 'AWS_USE_DUALSTACK_ENDPOINT'])
      if (before[name] === undefined) delete process.env[name];
      else process.env[name] = before[name];
  });
  Object.assign(process.env, { AWS_USE_FIPS_ENDPOINT: 'true', AWS_USE_DUALSTACK_ENDPOINT: 'true' });
  const clients = connectClients('http://127.0.0.1:1');
  t.after(() => clients.close());
  const configs = [clients.sqs.config, clients.inRegion('eu-west-1').s3.config];
  for (const { useFipsEndpoint: isFips, useDualstackEndpoint: isDualstack } of configs)
    assert.deepEqual([await isFips(), await isDualstack()], [false, false]);
  assert.equal(localClient('http://127.0.0.1:1').useFipsEndpoint, false);
});
