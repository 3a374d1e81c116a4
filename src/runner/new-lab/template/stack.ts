import { HttpApi, HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Runtime } from 'aws-cdk-lib/aws-lambda';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import { App, CfnOutput, Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';

const serviceMs = 100;

/** One function behind an HTTP API. */
export class NewLab extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);

    const hello = new NodejsFunction(this, 'Hello', {
      entry: `${import.meta.dirname}/handlers/hello.ts`,
      runtime: Runtime.NODEJS_24_X,
      environment: { SERVICE_MS: String(serviceMs) },
    });
    const api = new HttpApi(this, 'Api');
    api.addRoutes({
      path: '/hello',
      methods: [HttpMethod.POST],
      integration: new HttpLambdaIntegration('SayHello', hello),
    });

    new CfnOutput(this, 'ApiUrl', { value: api.apiEndpoint });
    new CfnOutput(this, 'ServiceMs', { value: String(serviceMs) });
  }
}

new NewLab(new App(), 'NewLab');
