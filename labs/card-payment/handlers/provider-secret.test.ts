import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';

test('a secret that could not be read is read again with the next event, and then kept', async (t) => {
  let reads = 0;
  const parameterStore = createServer((_request, response) => {
    reads += 1;
    response.setHeader('content-type', 'application/x-amz-json-1.1');
    if (reads > 1) response.end(JSON.stringify({ Parameter: { Value: 'shared' } }));
    else
      response.writeHead(400).end(JSON.stringify({ __type: 'AccessDeniedException', message: 'Not yet.' }));
  }).listen(0, '127.0.0.1');
  t.after(() => {
    parameterStore.closeAllConnections();
    parameterStore.close();
  });
  await once(parameterStore, 'listening');
  const { port } = parameterStore.address() as AddressInfo;
  const settings = {
    AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
    AWS_REGION: 'eu-central-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    PROVIDER_SECRET_NAME: '/secret',
  };
  const before = Object.fromEntries(Object.keys(settings).map((name) => [name, process.env[name]]));
  Object.assign(process.env, settings);
  t.after(() => {
    for (const [name, value] of Object.entries(before))
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
  });

  // Its client takes the settings of the moment in which it is loaded.
  const { providerSecret } = await import('./provider-secret.ts');
  await assert.rejects(providerSecret(), { name: 'AccessDeniedException' });
  assert.equal(await providerSecret(), 'shared');
  assert.equal(await providerSecret(), 'shared');
  assert.equal(reads, 2);
});
