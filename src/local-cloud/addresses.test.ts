import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { test } from 'node:test';
import { freePorts } from '#testing/free-ports.ts';
import { startTemplate } from './testing/assembly.ts';
import { echo, httpApi, restApi, webSocketApi } from './testing/gateway-templates.ts';
import { loadBalancer } from './testing/load-balancer-templates.ts';
import { functionResource } from './testing/templates.ts';

/** Every kind of front, and no output that says where one is. */
const template = {
  Resources: {
    Function: functionResource(echo),
    ...httpApi(['GET /']),
    BetaStage: {
      Type: 'AWS::ApiGatewayV2::Stage',
      Properties: { ApiId: { Ref: 'Api' }, StageName: 'beta', AutoDeploy: true },
    },
    ...restApi([{ verb: 'GET', path: '/' }]),
    ...webSocketApi({ $connect: {} }),
    ...loadBalancer(),
    AdminListener: {
      Type: 'AWS::ElasticLoadBalancingV2::Listener',
      Properties: {
        LoadBalancerArn: { Ref: 'Balancer' },
        Port: 8080,
        Protocol: 'HTTP',
        DefaultActions: [{ Type: 'forward', TargetGroupArn: { Ref: 'Targets' } }],
      },
    },
    Url: {
      Type: 'AWS::Lambda::Url',
      Properties: { TargetFunctionArn: { 'Fn::GetAtt': ['Function', 'Arn'] }, AuthType: 'NONE' },
    },
  },
};

test('every address of a stack is told, without an output for it, and answers', async (t) => {
  const { addresses } = await startTemplate(t, template);
  const told = addresses.map(({ kind, resource, part }) => [kind, resource, part].filter(Boolean).join(' '));
  assert.deepEqual(told.toSorted(), [
    'HTTP API Api stage $default',
    'HTTP API Api stage beta',
    'REST API Rest stage prod',
    'WebSocket API Sockets stage prod',
    'WebSocket callback Sockets stage prod',
    'function URL Url',
    'load balancer Balancer listener 80',
    'load balancer Balancer listener 8080',
  ]);
  for (const { kind, url } of addresses) {
    assert.match(url, /^(http|ws):\/\/127\.0\.0\.1:\d+\//);
    if (!kind.startsWith('WebSocket')) assert.equal((await fetch(url)).status, 200, url);
  }
});

test('with a first port the addresses are the same in each run, and a port that is taken is passed over', async (t) => {
  const firstPort = await freePorts(16);
  const blocker = createServer();
  await new Promise<void>((resolve) => blocker.listen(firstPort, '127.0.0.1', resolve));
  t.after(() => blocker.close());
  const urlsOf = async () => {
    const cloud = await startTemplate(t, template, { firstPort });
    await cloud.close();
    return cloud.addresses.map(({ url }) => url);
  };
  const urls = await urlsOf();
  assert.deepEqual(await urlsOf(), urls);
  const ports = urls.map((each) => Number(new URL(each).port));
  assert.ok(Math.min(...ports) > firstPort, `${ports} after ${firstPort}`);
});
