import * as cdk from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as apigatewayv2 from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaAuthorizer, HttpLambdaResponseType } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';

const inline = (scope: Construct, id: string, code: string) =>
  new lambda.Function(scope, id, {
    runtime: lambda.Runtime.NODEJS_24_X,
    handler: 'index.handler',
    code: lambda.Code.fromInline(code),
  });

/** A REST API in a stack of its own, whose methods ask a function who calls. */
class ReportsStack extends cdk.NestedStack {
  constructor(scope: Construct, id: string, reports: lambda.IFunction) {
    super(scope, id);

    const byToken = inline(
      this,
      'ByToken',
      `exports.handler = async ({ authorizationToken, methodArn }) => ({
        principalId: 'user',
        policyDocument: {
          Version: '2012-10-17',
          Statement: [{ Action: 'execute-api:Invoke', Effect: authorizationToken === 'allow' ? 'Allow' : 'Deny', Resource: methodArn }],
        },
        context: { team: 'finance' },
      });`,
    );
    const byTenant = inline(
      this,
      'ByTenant',
      `exports.handler = async ({ queryStringParameters, methodArn }) => ({
        principalId: queryStringParameters.tenant,
        policyDocument: {
          Version: '2012-10-17',
          Statement: [{ Action: 'execute-api:Invoke', Effect: 'Allow', Resource: methodArn }],
        },
      });`,
    );
    const api = new apigateway.RestApi(this, 'ReportsApi', {
      defaultCorsPreflightOptions: { allowOrigins: apigateway.Cors.ALL_ORIGINS },
      defaultMethodOptions: {
        authorizer: new apigateway.TokenAuthorizer(this, 'TokenAuthorizer', { handler: byToken }),
      },
    });
    api.root.addResource('reports').addMethod('GET', new apigateway.LambdaIntegration(reports));
    api.root.addResource('tenants').addMethod('GET', new apigateway.LambdaIntegration(reports), {
      authorizer: new apigateway.RequestAuthorizer(this, 'RequestAuthorizer', {
        handler: byTenant,
        identitySources: [apigateway.IdentitySource.queryString('tenant')],
        resultsCacheTtl: cdk.Duration.minutes(1),
      }),
    });
  }
}

/** An HTTP API and a nested REST API that functions guard; no output says where they are. */
export class GuardedStack extends cdk.Stack {
  constructor(scope: Construct, id: string, props?: cdk.StackProps) {
    super(scope, id, props);

    const reports = inline(
      this,
      'Reports',
      'exports.handler = async (event) => ({ statusCode: 200, body: JSON.stringify(event.requestContext.authorizer) });',
    );
    new ReportsStack(this, 'ReportsStack', reports);

    const byKey = inline(
      this,
      'ByKey',
      "exports.handler = async ({ headers }) => ({ isAuthorized: headers['x-api-key'] === 'secret', context: { plan: 'gold' } });",
    );
    const api = new apigatewayv2.HttpApi(this, 'OrdersApi');
    api.addRoutes({
      path: '/orders',
      methods: [apigatewayv2.HttpMethod.GET],
      integration: new HttpLambdaIntegration('OrdersIntegration', reports),
      authorizer: new HttpLambdaAuthorizer('KeyAuthorizer', byKey, {
        responseTypes: [HttpLambdaResponseType.SIMPLE],
        identitySource: ['$request.header.X-Api-Key'],
      }),
    });
  }
}
