import { HttpApi, HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { ApplicationLoadBalancer, ListenerCondition } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { LambdaTarget } from 'aws-cdk-lib/aws-elasticloadbalancingv2-targets';
import { Runtime } from 'aws-cdk-lib/aws-lambda';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import { App, CfnOutput, Duration, Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';

/** How long each service takes. Change one and see who waits for it. */
const delaysMs = { price: 60, stock: 90, reviews: 120 };

/** One page out of three services, behind a load balancer and behind an HTTP API. */
export class ThreeServices extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const handler = (name: string, entry: string, environment: Record<string, string>) =>
      new NodejsFunction(this, name, {
        entry: `${import.meta.dirname}/handlers/${entry}.ts`,
        runtime: Runtime.NODEJS_24_X,
        timeout: Duration.seconds(10),
        environment,
      });

    const services = Object.entries(delaysMs).map(([service, delayMs]) => {
      const name = `${service[0]?.toUpperCase()}${service.slice(1)}`;
      return { service, name, fn: handler(name, 'service', { SERVICE: service, DELAY_MS: String(delayMs) }) };
    });

    // #region load-balancer
    const vpc = new Vpc(this, 'Vpc', { maxAzs: 2, natGateways: 0 });
    const loadBalancer = new ApplicationLoadBalancer(this, 'LoadBalancer', { vpc, internetFacing: true });
    const loadBalancerUrl = `http://${loadBalancer.loadBalancerDnsName}`;
    const listener = loadBalancer.addListener('Listener', { port: 80 });
    listener.addTargets('PageTarget', {
      targets: [
        new LambdaTarget(handler('PageBehindLoadBalancer', 'product-page', { BASE_URL: loadBalancerUrl })),
      ],
    });
    services.forEach(({ service, name, fn }, index) => {
      listener.addTargets(`${name}Target`, {
        priority: index + 1,
        conditions: [ListenerCondition.pathPatterns([`/${service}`])],
        targets: [new LambdaTarget(fn)],
      });
    });
    // #endregion load-balancer

    // #region http-api
    const api = new HttpApi(this, 'Api');
    const route = (path: string, fn: NodejsFunction) =>
      api.addRoutes({
        path,
        methods: [HttpMethod.GET],
        integration: new HttpLambdaIntegration(`Get${fn.node.id}`, fn),
      });
    route('/page/{way}', handler('PageBehindApi', 'product-page', { BASE_URL: api.apiEndpoint }));
    for (const { service, fn } of services) route(`/${service}`, fn);
    // #endregion http-api

    new CfnOutput(this, 'LoadBalancerUrl', { value: loadBalancerUrl });
    new CfnOutput(this, 'ApiUrl', { value: api.apiEndpoint });
    for (const { service, name, fn } of services) {
      new CfnOutput(this, `${name}FunctionName`, { value: fn.functionName });
      new CfnOutput(this, `${name}Ms`, { value: String(delaysMs[service as keyof typeof delaysMs]) });
    }
  }
}

new ThreeServices(new App(), 'ThreeServices');
