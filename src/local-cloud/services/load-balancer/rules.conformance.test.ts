import assert from 'node:assert/strict';
import { get } from 'node:http';
import { startTemplate } from '../../testing/assembly.ts';
import { behavioursOf } from '../../testing/behaviour.ts';
import {
  listenerRule,
  loadBalancer,
  loadBalancerUrl,
  named,
  pathPattern,
  withRule,
} from '../../testing/load-balancer-templates.ts';

const behaviour = behavioursOf('Application Load Balancer', import.meta.filename);
const conditions =
  'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-condition-types.html';
const listeners =
  'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-listeners.html';

interface Row {
  what: string;
  condition: unknown;
  taken: [path: string, init?: RequestInit][];
  left: [path: string, init?: RequestInit][];
}

const rows: Row[] = [
  {
    what: 'path-pattern, case-sensitive, with wildcards',
    condition: pathPattern('/img/*', '/orders/?'),
    taken: [['/img/a/b.png'], ['/img/'], ['/orders/7'], ['/orders/7?x=1']],
    left: [['/img'], ['/IMG/a'], ['/orders/77'], ['/']],
  },
  {
    what: 'http-request-method, case-sensitive',
    condition: { Field: 'http-request-method', HttpRequestMethodConfig: { Values: ['POST', 'PUT'] } },
    taken: [
      ['/', { method: 'POST' }],
      ['/', { method: 'PUT' }],
    ],
    left: [['/'], ['/', { method: 'DELETE' }]],
  },
  {
    what: 'http-header, not case-sensitive, with wildcards',
    condition: {
      Field: 'http-header',
      HttpHeaderConfig: { HttpHeaderName: 'X-Client', Values: ['*Mobile*', 'test'] },
    },
    taken: [
      ['/', { headers: { 'x-client': 'a mobile one' } }],
      ['/', { headers: { 'x-client': 'TEST' } }],
    ],
    left: [['/'], ['/', { headers: { 'x-client': 'testing' } }]],
  },
  {
    what: 'query-string, by key and value or by value alone',
    condition: {
      Field: 'query-string',
      QueryStringConfig: { Values: [{ Key: 'version', Value: 'v1' }, { Value: '*example*' }] },
    },
    taken: [['/?version=v1'], ['/?VERSION=V1'], ['/?any=an-example-1']],
    left: [['/?version=v2'], ['/?v1=version'], ['/']],
  },
  {
    what: 'source-ip, in CIDR blocks',
    condition: { Field: 'source-ip', SourceIpConfig: { Values: ['127.0.0.0/8'] } },
    taken: [['/']],
    left: [],
  },
  {
    what: 'source-ip of another block',
    condition: { Field: 'source-ip', SourceIpConfig: { Values: ['192.0.2.0/24'] } },
    taken: [],
    left: [['/']],
  },
];

for (const { what, condition, taken, left } of rows) {
  behaviour(`a rule takes requests by ${what}`, { source: conditions }, async (t) => {
    const cloud = await startTemplate(t, withRule([condition]));
    const ask = async ([where, init]: [string, RequestInit?]) =>
      (await fetch(cloud.outputs.BalancerUrl + where, init)).text();
    for (const request of taken) assert.equal(await ask(request), 'other', JSON.stringify(request));
    for (const request of left) assert.equal(await ask(request), 'default', JSON.stringify(request));
  });
}

behaviour(
  'a rule takes requests by host-header, not case-sensitive, with wildcards',
  { source: conditions },
  async (t) => {
    const cloud = await startTemplate(
      t,
      withRule([{ Field: 'host-header', HostHeaderConfig: { Values: ['*.example.com', 'shop.localhost'] } }]),
    );
    const ask = (host: string) =>
      new Promise<string>((resolve, reject) => {
        get(cloud.outputs.BalancerUrl as string, { headers: { host } }, (response) => {
          let text = '';
          response.setEncoding('utf8').on('data', (chunk) => {
            text += chunk;
          });
          response.on('end', () => resolve(text));
        }).on('error', reject);
      });
    const { host } = new URL(cloud.outputs.BalancerUrl as string);
    assert.equal(await ask('Test.Example.com'), 'other');
    assert.equal(await ask('shop.localhost'), 'other');
    assert.equal(await ask('localhost'), 'default');
    assert.equal(await ask(host), 'default');
  },
);

behaviour(
  'all conditions of a rule must hold, and the rule with the lowest priority decides',
  { source: listeners },
  async (t) => {
    const post = { Field: 'http-request-method', HttpRequestMethodConfig: { Values: ['POST'] } };
    const cloud = await startTemplate(
      t,
      withRule([pathPattern('/orders/*'), post], {
        Later: listenerRule(20, [pathPattern('/*')], {
          Type: 'fixed-response',
          FixedResponseConfig: { StatusCode: '404', ContentType: 'text/plain', MessageBody: 'later' },
        }),
        First: listenerRule(1, [pathPattern('/orders/1')], {
          Type: 'fixed-response',
          FixedResponseConfig: { StatusCode: '200', ContentType: 'text/plain', MessageBody: 'first' },
        }),
      }),
    );
    const ask = async (where: string, method = 'POST') =>
      (await fetch(cloud.outputs.BalancerUrl + where, { method })).text();
    assert.equal(await ask('/orders/1'), 'first');
    assert.equal(await ask('/orders/2'), 'other');
    assert.equal(await ask('/orders/2', 'GET'), 'later');
  },
);

behaviour('each listener has a port of its own', { source: listeners }, async (t) => {
  const cloud = await startTemplate(t, {
    Resources: {
      Function: named('default'),
      ...loadBalancer(),
      Second: {
        Type: 'AWS::ElasticLoadBalancingV2::Listener',
        Properties: {
          LoadBalancerArn: { Ref: 'Balancer' },
          Port: 8080,
          Protocol: 'HTTP',
          DefaultActions: [
            { Type: 'fixed-response', FixedResponseConfig: { StatusCode: '200', MessageBody: 'second' } },
          ],
        },
      },
    },
    Outputs: {
      ...loadBalancerUrl,
      SecondUrl: {
        Value: { 'Fn::Join': ['', ['http://', { 'Fn::GetAtt': ['Balancer', 'DNSName'] }, ':8080']] },
      },
    },
  });
  assert.equal(await (await fetch(cloud.outputs.BalancerUrl as string)).text(), 'default');
  assert.equal(await (await fetch(cloud.outputs.SecondUrl as string)).text(), 'second');
});

const notHere = [
  ['a target that is no function', 'Targets', { TargetType: 'ip' }, /only Lambda functions can be targets/],
  ['an HTTPS listener', 'Listener', { Protocol: 'HTTPS' }, /only HTTP is supported/],
  ['a Network Load Balancer', 'Balancer', { Type: 'network' }, /only Application Load Balancers/],
] as const;

for (const [what, logicalId, properties, problem] of notHere) {
  behaviour(
    `${what} is refused before anything starts`,
    { source: listeners, fidelity: 'differs', note: 'Not there; on AWS it is' },
    async (t) => {
      const { Resources } = withRule([pathPattern('/x')]);
      const changed = Resources[logicalId as keyof typeof Resources] as { Type: string; Properties: object };
      await assert.rejects(
        startTemplate(t, {
          Resources: {
            ...Resources,
            [logicalId]: { ...changed, Properties: { ...changed.Properties, ...properties } },
          },
        }),
        problem,
      );
    },
  );
}
