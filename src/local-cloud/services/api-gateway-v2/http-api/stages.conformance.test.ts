import assert from 'node:assert/strict';
import { startTemplate } from '../../../testing/assembly.ts';
import { behavioursOf } from '../../../testing/behaviour.ts';
import { echo, httpApi, httpApiUrl } from '../../../testing/gateway-templates.ts';
import { jsonOf } from '../../../testing/http.ts';
import { functionResource } from '../../../testing/templates.ts';

const behaviour = behavioursOf('API Gateway HTTP API', import.meta.filename);
const stages = 'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-stages.html';
const routing = 'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html';

const fn = functionResource(echo);

const stage = (StageName: string, properties: Record<string, unknown> = {}) => ({
  Type: 'AWS::ApiGatewayV2::Stage',
  Properties: { ApiId: { Ref: 'Api' }, StageName, AutoDeploy: true, ...properties },
});

behaviour(
  'a path that begins with a stage’s name goes to that stage, every other to $default',
  { source: routing },
  async (t) => {
    const cloud = await startTemplate(t, {
      Resources: {
        Function: fn,
        ...httpApi(['GET /orders', 'GET /beta/orders']),
        Beta: stage('beta', { StageVariables: { table: 'beta-orders' } }),
      },
      Outputs: httpApiUrl,
    });
    const get = (path: string) => jsonOf(fetch(cloud.outputs.Url + path));
    const byDefault = await get('/orders');
    assert.equal(byDefault.requestContext.stage, '$default');
    assert.equal(byDefault.stageVariables, undefined);
    const beta = await get('/beta/orders');
    assert.equal(beta.requestContext.stage, 'beta');
    assert.equal(beta.routeKey, 'GET /orders');
    assert.deepEqual(beta.stageVariables, { table: 'beta-orders' });
    assert.deepEqual(await get('/gamma/orders'), { message: 'Not Found' });
  },
);

behaviour(
  'the path that a function sees begins with the stage’s name, unless the stage is $default',
  { source: 'https://github.com/aws-powertools/powertools-lambda-python/issues/621' },
  async (t) => {
    for (const PayloadFormatVersion of ['2.0', '1.0']) {
      const cloud = await startTemplate(t, {
        Resources: {
          Function: fn,
          ...httpApi(['GET /orders'], { PayloadFormatVersion }),
          Beta: stage('beta'),
        },
        Outputs: httpApiUrl,
      });
      const pathOf = async (path: string) => {
        const event = await jsonOf(fetch(cloud.outputs.Url + path));
        return event.rawPath ?? event.path;
      };
      assert.equal(await pathOf('/orders'), '/orders');
      assert.equal(await pathOf('/beta/orders'), '/beta/orders');
    }
  },
);

behaviour('without a $default stage, a path that names no stage gets 404', { source: routing }, async (t) => {
  const cloud = await startTemplate(t, {
    Resources: { Function: fn, ...httpApi(['GET /orders'], {}, { stage: { StageName: 'prod' } }) },
    Outputs: httpApiUrl,
  });
  assert.equal((await fetch(`${cloud.outputs.Url}/orders`)).status, 404);
  assert.equal((await fetch(`${cloud.outputs.Url}/prod/orders`)).status, 200);
});

behaviour(
  'a stage that does not deploy by itself serves the routes of its deployment, a snapshot',
  { source: stages },
  async (t) => {
    const deployment = (DependsOn: string[]) => ({
      Type: 'AWS::ApiGatewayV2::Deployment',
      Properties: { ApiId: { Ref: 'Api' } },
      DependsOn,
    });
    const { Stage: _, ...api } = httpApi(['GET /old', 'GET /new']);
    const cloud = await startTemplate(t, {
      Resources: {
        Function: fn,
        Api: api.Api as never,
        Integration: api.Integration as never,
        Route0: api.Route0 as never,
        Deployment: deployment(['Route0']),
        Prod: stage('prod', { AutoDeploy: false, DeploymentId: { Ref: 'Deployment' } }),
        Never: stage('never', { AutoDeploy: false }),
        Live: stage('live'),
        Route1: { ...(api.Route1 as never as object), DependsOn: 'Deployment' } as never,
      },
      Outputs: httpApiUrl,
    });
    const statusOf = async (path: string) => (await fetch(cloud.outputs.Url + path)).status;
    assert.equal(await statusOf('/prod/old'), 200);
    assert.equal(await statusOf('/prod/new'), 404);
    assert.equal(await statusOf('/live/new'), 200);
    assert.equal(await statusOf('/never/old'), 404);
  },
);

behaviour(
  'a stage variable with other signs than AWS allows in its name or value is refused',
  {
    source: 'https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-stages-stagename.html',
  },
  async (t) => {
    for (const [variables, says] of [
      [{ 'my-table': 'orders' }, /the names of stage variables have letters, digits and underscores only/],
      [{ table: 'all orders' }, /the values of stage variables have at least one of letters, digits and/],
      [{ table: '' }, /the values of stage variables have at least one of letters, digits and/],
    ] as const) {
      const resources = httpApi(['GET /orders'], {}, { stage: { StageVariables: variables } });
      await assert.rejects(startTemplate(t, { Resources: { Function: fn, ...resources } }), says);
    }
  },
);
