import assert from 'node:assert/strict';
import { startTemplate } from '../../testing/assembly.ts';
import { behavioursOf } from '../../testing/behaviour.ts';
import { listenerRule, pathPattern, withRule } from '../../testing/load-balancer-templates.ts';

const behaviour = behavioursOf('Application Load Balancer', import.meta.filename);
const actions = 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-action-types.html';

behaviour('a fixed response is given without a target', { source: actions }, async (t) => {
  const cloud = await startTemplate(
    t,
    withRule([pathPattern('/none')], {
      Fixed: listenerRule(5, [pathPattern('/fixed')], {
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
      withRule([pathPattern('/none')], {
        Moved: listenerRule(
          5,
          [pathPattern('/old/*')],
          redirect({ StatusCode: 'HTTP_301', Path: '/new/#{path}' }),
        ),
        Secure: listenerRule(
          6,
          [pathPattern('/secure')],
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
    withRule([pathPattern('/none')], {
      Weighted: listenerRule(5, [pathPattern('/*')], {
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
