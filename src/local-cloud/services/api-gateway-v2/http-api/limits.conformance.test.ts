import assert from 'node:assert/strict';
import { startTemplate } from '../../../testing/assembly.ts';
import { behavioursOf } from '../../../testing/behaviour.ts';
import { echo, httpApi, httpApiUrl } from '../../../testing/gateway-templates.ts';
import { functionResource } from '../../../testing/templates.ts';
import { Watch } from '../../../testing/watch.ts';

const behaviour = behavioursOf('API Gateway HTTP API', import.meta.filename);
const source = 'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html';

const template = {
  Resources: {
    Function: functionResource(
      'exports.handler = async (event) => ({ statusCode: 200, body: String(event.body?.length ?? 0) });',
    ),
    ...httpApi(['$default']),
  },
  Outputs: httpApiUrl,
};

behaviour(
  'a request body above 10 MB is refused, and no function runs',
  {
    source,
    fidelity: 'modelled',
    note: 'The quota is documented, the answer to what exceeds it is not: here 413',
  },
  async (t) => {
    const cloud = await startTemplate(t, template);
    const watch = new Watch(cloud);
    const post = (bytes: number) =>
      fetch(cloud.outputs.Url as string, { method: 'POST', body: 'x'.repeat(bytes) });
    assert.equal((await post(10 * 1024 * 1024 + 1)).status, 413);
    assert.equal(watch.of('invocation-started').length, 0);
  },
);

behaviour(
  'a request line and headers of more than 10,240 bytes are refused',
  {
    source,
    fidelity: 'modelled',
    note: 'The quota is documented, the answer to what exceeds it is not: here 400. Names of headers count too here, on AWS only their values',
  },
  async (t) => {
    const cloud = await startTemplate(t, template);
    const get = (bytes: number) =>
      fetch(cloud.outputs.Url as string, { headers: { 'x-long': 'x'.repeat(bytes) } });
    assert.equal((await get(8_000)).status, 200);
    assert.equal((await get(11_000)).status, 400);
  },
);

const notHere = [
  ['an authorizer', 'Route0', { AuthorizationType: 'JWT' }, /only Lambda functions \(CUSTOM\) are supported/],
  [
    'an integration with an HTTP endpoint',
    'Integration',
    { IntegrationType: 'HTTP_PROXY' },
    /only AWS_PROXY/,
  ],
  ['a VPC link', 'Integration', { ConnectionId: 'vpc' }, /ConnectionId: this property is not supported/],
  ['a timeout above 30 seconds', 'Integration', { TimeoutInMillis: 30_001 }, /must be at most 30000/],
] as const;

for (const [what, logicalId, properties, problem] of notHere) {
  behaviour(
    `${what} is refused before anything starts`,
    {
      source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html',
      ...(what.startsWith('a timeout') ? {} : { fidelity: 'differs', note: 'Not there; on AWS it is' }),
    },
    async (t) => {
      const resources = { Function: functionResource(echo), ...httpApi(['$default']) };
      const changed = resources[logicalId as keyof typeof resources] as { Type: string; Properties: object };
      await assert.rejects(
        startTemplate(t, {
          Resources: {
            ...resources,
            [logicalId]: { ...changed, Properties: { ...changed.Properties, ...properties } },
          },
        }),
        problem,
      );
    },
  );
}
