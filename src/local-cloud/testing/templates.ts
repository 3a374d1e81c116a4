import type { TemplateResource } from '../template/template.ts';

/** A function of inline code. `code` is CommonJS that sets `exports.handler`. */
export function functionResource(code: string, properties: Record<string, unknown> = {}): TemplateResource {
  return {
    Type: 'AWS::Lambda::Function',
    Properties: {
      Code: { ZipFile: code },
      Handler: 'index.handler',
      Runtime: 'nodejs24.x',
      Role: 'arn:aws:iam::000000000000:role/test',
      ...properties,
    },
  };
}

/** An HTTP API `Api` whose every request goes to the function `Function`. */
export function httpApiInFrontOf(
  fn: TemplateResource,
  integration: Record<string, unknown> = {},
): Record<string, TemplateResource> {
  return {
    Function: fn,
    Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: 'Api', ProtocolType: 'HTTP' } },
    Stage: {
      Type: 'AWS::ApiGatewayV2::Stage',
      Properties: { ApiId: { Ref: 'Api' }, StageName: '$default', AutoDeploy: true },
    },
    Integration: {
      Type: 'AWS::ApiGatewayV2::Integration',
      Properties: {
        ApiId: { Ref: 'Api' },
        IntegrationType: 'AWS_PROXY',
        IntegrationUri: { 'Fn::GetAtt': ['Function', 'Arn'] },
        PayloadFormatVersion: '2.0',
        ...integration,
      },
    },
    Route: {
      Type: 'AWS::ApiGatewayV2::Route',
      Properties: {
        ApiId: { Ref: 'Api' },
        RouteKey: '$default',
        Target: { 'Fn::Join': ['', ['integrations/', { Ref: 'Integration' }]] },
      },
    },
  };
}

/** A queue; `dlq` adds a redrive policy to the queue of that logical ID. */
export function queueResource(
  properties: Record<string, unknown> = {},
  dlq?: { queue: string; maxReceiveCount: number },
): TemplateResource {
  return {
    Type: 'AWS::SQS::Queue',
    Properties: {
      ...properties,
      ...(dlq && {
        RedrivePolicy: {
          deadLetterTargetArn: { 'Fn::GetAtt': [dlq.queue, 'Arn'] },
          maxReceiveCount: dlq.maxReceiveCount,
        },
      }),
    },
  };
}

/** A mapping of the queue `Queue` to the function `Function`. */
export function queueMapping(properties: Record<string, unknown> = {}): TemplateResource {
  return {
    Type: 'AWS::Lambda::EventSourceMapping',
    Properties: {
      EventSourceArn: { 'Fn::GetAtt': ['Queue', 'Arn'] },
      FunctionName: { Ref: 'Function' },
      ...properties,
    },
  };
}
