import assert from 'node:assert/strict';
import { get } from 'node:http';
import { startTemplate } from '../testing/assembly.ts';
import { behavioursOf } from '../testing/behaviour.ts';
import { lambdaTargets, listenerRule, loadBalancer, loadBalancerUrl } from '../testing/gateway-templates.ts';
import { functionResource } from '../testing/templates.ts';

const behaviour = behavioursOf('Application Load Balancer', import.meta.filename);
const conditions =
  'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-condition-types.html';
const actions = 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-action-types.html';
const listeners =
  'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-listeners.html';

const named = (name: string) =>
  functionResource(`exports.handler = async () => ({ statusCode: 200, headers: {}, body: '${name}' });`);

/** A listener whose requests go to `Function` ("default"), or to `Other` ("other") by a rule. */
const withRule = (rule: unknown[], more: Record<string, ReturnType<typeof listenerRule>> = {}) => ({
  Resources: {
    Function: named('default'),
    Other: named('other'),
    ...loadBalancer(),
    OtherTargets: lambdaTargets('Other'),
    Rule: listenerRule(10, rule, 'OtherTargets'),
    ...more,
  },
  Outputs: loadBalancerUrl,
});

const path = (...Values: string[]) => ({ Field: 'path-pattern', PathPatternConfig: { Values } });

interface Row {
  what: string;
  condition: unknown;
  taken: [path: string, init?: RequestInit][];
  left: [path: string, init?: RequestInit][];
}

const rows: Row[] = [
  {
    what: 'path-pattern, case-sensitive, with wildcards',
    condition: path('/img/*', '/orders/?'),
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
      withRule([path('/orders/*'), post], {
        Later: listenerRule(20, [path('/*')], {
          Type: 'fixed-response',
          FixedResponseConfig: { StatusCode: '404', ContentType: 'text/plain', MessageBody: 'later' },
        }),
        First: listenerRule(1, [path('/orders/1')], {
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

behaviour('a fixed response is given without a target', { source: actions }, async (t) => {
  const cloud = await startTemplate(
    t,
    withRule([path('/none')], {
      Fixed: listenerRule(5, [path('/fixed')], {
        Type: 'fixed-response',
        FixedResponseConfig: {
          StatusCode: '503',
          ContentType: 'application/json',
          MessageBody: '{"busy":true}',
        },
      }),
    }),
  );
  const response = await fetch(`${cloud.outputs.BalancerUrl}/fixed`);
  assert.equal(response.status, 503);
  assert.match(response.headers.get('content-type') ?? '', /^application\/json/);
  assert.equal(await response.text(), '{"busy":true}');
});

behaviour(
  'a redirect keeps the parts of the address that it does not change',
  { source: actions },
  async (t) => {
    const redirect = (RedirectConfig: Record<string, string>) => ({ Type: 'redirect', RedirectConfig });
    const cloud = await startTemplate(
      t,
      withRule([path('/none')], {
        Moved: listenerRule(5, [path('/old/*')], redirect({ StatusCode: 'HTTP_301', Path: '/new/#{path}' })),
        Secure: listenerRule(
          6,
          [path('/secure')],
          redirect({ StatusCode: 'HTTP_302', Protocol: 'HTTPS', Port: '443', Query: 'from=#{path}' }),
        ),
      }),
    );
    const ask = (where: string) => fetch(cloud.outputs.BalancerUrl + where, { redirect: 'manual' });
    const moved = await ask('/old/a?b=c');
    assert.equal(moved.status, 301);
    assert.equal(moved.headers.get('location'), `${cloud.outputs.BalancerUrl}/new/old/a?b=c`);
    const secure = await ask('/secure?x=1');
    assert.equal(secure.status, 302);
    assert.equal(secure.headers.get('location'), 'https://127.0.0.1:443/secure?from=secure');
  },
);

behaviour('weights share the requests out among target groups', { source: actions }, async (t) => {
  const cloud = await startTemplate(
    t,
    withRule([path('/none')], {
      Weighted: listenerRule(5, [path('/*')], {
        Type: 'forward',
        ForwardConfig: {
          TargetGroups: [
            { TargetGroupArn: { Ref: 'Targets' }, Weight: 10 },
            { TargetGroupArn: { Ref: 'OtherTargets' }, Weight: 30 },
          ],
        },
      }),
    }),
  );
  let others = 0;
  for (let call = 0; call < 80; call += 1)
    if ((await (await fetch(`${cloud.outputs.BalancerUrl}/`)).text()) === 'other') others += 1;
  assert.ok(others > 45 && others < 75, `${others} of 80, with the seed of the run`);
});

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
  ['a health check of a function', 'Targets', { HealthCheckEnabled: true }, /health checks of functions/],
] as const;

for (const [what, logicalId, properties, problem] of notHere) {
  behaviour(
    `${what} is refused before anything starts`,
    { source: listeners, fidelity: 'differs', note: 'Not there; on AWS it is' },
    async (t) => {
      const { Resources } = withRule([path('/x')]);
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
