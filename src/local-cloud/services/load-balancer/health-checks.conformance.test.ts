import assert from 'node:assert/strict';
import { startTemplate } from '../../testing/assembly.ts';
import { behavioursOf } from '../../testing/behaviour.ts';
import { loadBalancer, loadBalancerUrl } from '../../testing/load-balancer-templates.ts';
import { fastMinutes, startMetrics } from '../../testing/metrics.ts';
import { functionResource } from '../../testing/templates.ts';
import { Watch } from '../../testing/watch.ts';

const behaviour = behavioursOf('Application Load Balancer', import.meta.filename);
const source =
  'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html#enable-health-checks-lambda';
const healthChecks =
  'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html';
const scaled = {
  fidelity: 'modelled' as const,
  note: 'Intervals are as long as the setting timeScale says',
};

const named = {
  TargetGroup: { Value: { 'Fn::GetAtt': ['Targets', 'TargetGroupFullName'] } },
  LoadBalancer: { Value: { 'Fn::GetAtt': ['Balancer', 'LoadBalancerFullName'] } },
  Group: { Value: { Ref: 'Targets' } },
  ...loadBalancerUrl,
};

/**
 * Writes down its health checks, and fails them after some minutes of them. Each execution environment counts its own: one
 * that is told by a request to fail from now on need not be the one that is checked next.
 */
const service = `
  let checks = 0;
  exports.handler = async (event) => {
    if (event.headers['user-agent'] === 'ELB-HealthChecker/2.0') {
      console.log('CHECK ' + JSON.stringify(event));
      checks += 1;
      return { statusCode: checks > 30 ? 503 : 200, headers: {} };
    }
    return { statusCode: 200, headers: {}, body: 'served' };
  };`;

behaviour(
  'health checks of a function are off unless enabled; a check is an event of the page’s form, sent at each interval',
  { source, ...scaled },
  async (t) => {
    const cloud = await startTemplate(
      t,
      {
        Resources: {
          Function: functionResource(service),
          ...loadBalancer({ HealthCheckEnabled: true, HealthCheckPath: '/health?deep=1' }),
        },
        Outputs: named,
      },
      { timeScale: 1 / 1000 },
    );
    const watch = new Watch(cloud);
    const checks = () => watch.of('log-line').filter(({ line }) => line.includes('CHECK '));
    await watch.until(() => checks().length >= 3, 'three health checks');
    const [, event = ''] = /CHECK (.*)/.exec(checks()[0]?.line ?? '') ?? [];
    assert.deepEqual(JSON.parse(event), {
      requestContext: { elb: { targetGroupArn: cloud.outputs.Group } },
      httpMethod: 'GET',
      path: '/health',
      queryStringParameters: { deep: '1' },
      headers: { 'user-agent': 'ELB-HealthChecker/2.0' },
      body: '',
      isBase64Encoded: false,
    });
  },
);

behaviour(
  'a target becomes unhealthy after so many failed checks, which metrics tell, and a group of unhealthy targets still gets the requests',
  { source: healthChecks, ...scaled },
  async (t) => {
    const { cloud, until } = await startMetrics(
      t,
      {
        Function: functionResource(service),
        ...loadBalancer({
          HealthCheckEnabled: 'true',
          HealthCheckIntervalSeconds: 5,
          HealthCheckTimeoutSeconds: 4,
          UnhealthyThresholdCount: 2,
          Matcher: { HttpCode: '200-299' },
        }),
      },
      { Outputs: named, timeScale: fastMinutes * 3 },
    );
    const { TargetGroup, LoadBalancer, BalancerUrl } = cloud.outputs;
    const of = { TargetGroup, LoadBalancer };
    await until('AWS/ApplicationELB HealthyHostCount', 'Maximum', of, (value) => value === 1);
    await until('AWS/ApplicationELB UnHealthyHostCount', 'Maximum', of, (value) => value === 1);
    const response = await fetch(BalancerUrl as string);
    assert.equal(response.status, 200);
    assert.equal(await response.text(), 'served');
  },
);

for (const [given, says] of [
  [{ HealthCheckIntervalSeconds: 30 }, /interval of 30 s and a timeout of 30 s: the timeout must be smaller/],
  [{ Matcher: { HttpCode: '100' } }, /the HttpCode 100 is not possible: write statuses or ranges/],
  [{ UnhealthyThresholdCount: 1 }, /1 is not possible: must be at least 2/],
] as const) {
  behaviour(
    `a health check with ${JSON.stringify(given)} is refused`,
    {
      source:
        'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html',
    },
    async (t) => {
      await assert.rejects(
        startTemplate(t, {
          Resources: {
            Function: functionResource(service),
            ...loadBalancer({ HealthCheckEnabled: true, ...given }),
          },
        }),
        says,
      );
    },
  );
}
