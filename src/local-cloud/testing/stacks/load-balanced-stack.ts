import * as cdk from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as targets from 'aws-cdk-lib/aws-elasticloadbalancingv2-targets';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';

/** Two services behind one load balancer, chosen by path. */
export class LoadBalancedStack extends cdk.Stack {
  constructor(scope: Construct, id: string, props?: cdk.StackProps) {
    super(scope, id, props);

    const vpc = new ec2.Vpc(this, 'Vpc', { maxAzs: 2, natGateways: 0, restrictDefaultSecurityGroup: true });
    const balancer = new elbv2.ApplicationLoadBalancer(this, 'Balancer', { vpc, internetFacing: true });
    const listener = balancer.addListener('Http', {
      port: 80,
      defaultAction: elbv2.ListenerAction.fixedResponse(404, {
        contentType: 'text/plain',
        messageBody: 'No such service',
      }),
    });
    for (const [position, name] of ['orders', 'payments'].entries()) {
      const service = new lambda.Function(this, `${name}Service`, {
        runtime: lambda.Runtime.NODEJS_24_X,
        handler: 'index.handler',
        code: lambda.Code.fromInline(`
          exports.handler = async (event) => ({
            statusCode: 200,
            statusDescription: '200 OK',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify({ service: '${name}', path: event.path, query: event.queryStringParameters }),
          });`),
      });
      listener.addTargets(name, {
        priority: position + 1,
        conditions: [elbv2.ListenerCondition.pathPatterns([`/${name}`, `/${name}/*`])],
        targets: [new targets.LambdaTarget(service)],
      });
    }
    new cdk.CfnOutput(this, 'BalancerUrl', { value: `http://${balancer.loadBalancerDnsName}` });
  }
}
