import * as v from 'valibot';
import { DeployError } from '../cloud.ts';
import { LambdaProxyIntegration } from '../http-api/lambda-proxy-integration.ts';
import { SqsSendMessageIntegration } from '../http-api/sqs-send-message-integration.ts';
import { integerBetween } from './property-schemas.ts';
import { defineResource } from './resource-type.ts';

const responseParameter = v.strictObject({
  Destination: v.literal('overwrite:statuscode', 'only overwrite:statuscode is supported'),
  Source: v.pipe(v.string(), v.regex(/^[2-5]\d\d$/, 'must be an HTTP status')),
});

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-apigatewayv2-integration.html */
export const apiGatewayV2Integration = defineResource({
  type: 'AWS::ApiGatewayV2::Integration',
  properties: v.strictObject({
    ApiId: v.string(),
    IntegrationType: v.literal('AWS_PROXY', 'only AWS_PROXY is supported'),
    IntegrationSubtype: v.optional(v.literal('SQS-SendMessage', 'only SQS-SendMessage is supported')),
    IntegrationUri: v.optional(v.string()),
    PayloadFormatVersion: v.picklist(['1.0', '2.0']),
    RequestParameters: v.optional(
      v.strictObject(
        { QueueUrl: v.string(), MessageBody: v.string() },
        'only QueueUrl and MessageBody are supported',
      ),
    ),
    ResponseParameters: v.optional(
      v.record(
        v.pipe(v.string(), v.regex(/^[2-5]\d\d$/, 'must be an HTTP status')),
        v.strictObject({ ResponseParameters: v.array(responseParameter) }),
      ),
      {},
    ),
    TimeoutInMillis: v.optional(integerBetween(50, 30_000), 30_000),
  }),
  withoutEffect: {
    CredentialsArn: 'every call is allowed: IAM is not emulated',
    ConnectionType: 'there is one network, loopback',
    Description: 'text for people',
    IntegrationMethod: 'Lambda and SQS integrations are always POST',
  },
  identify: ({ logicalId }) => ({ ref: logicalId, attributes: { IntegrationId: logicalId } }),
  create({ logicalId, properties, ref }, { httpApis, lambda, sqs, settings }) {
    const api = httpApis.get(properties.ApiId);
    if (!api)
      throw new DeployError(
        `${logicalId}: there is no HTTP API ${properties.ApiId}.`,
        'Refer to the Api with Ref.',
      );
    const statusOverrides = new Map(
      Object.entries(properties.ResponseParameters).map(
        ([status, { ResponseParameters }]) =>
          [Number(status), Number(ResponseParameters[0]?.Source ?? status)] as const,
      ),
    );
    if (properties.IntegrationSubtype === 'SQS-SendMessage') {
      const { QueueUrl, MessageBody } = properties.RequestParameters ?? {};
      if (!QueueUrl || !MessageBody) {
        throw new DeployError(
          `${logicalId}: SQS-SendMessage needs QueueUrl and MessageBody.`,
          'Add both to RequestParameters.',
        );
      }
      api.addIntegration(
        ref,
        new SqsSendMessageIntegration({
          queue: sqs.queue(QueueUrl),
          sqs,
          messageBody: MessageBody,
          statusOverrides,
        }),
      );
    } else {
      if (properties.PayloadFormatVersion !== '2.0') {
        throw new DeployError(
          `${logicalId}: payload format ${properties.PayloadFormatVersion} is not supported.`,
          'Use PayloadFormatVersion 2.0.',
        );
      }
      api.addIntegration(
        ref,
        new LambdaProxyIntegration({
          fn: lambda.function(properties.IntegrationUri ?? ''),
          timeoutMs: properties.TimeoutInMillis,
          statusCodes: settings.httpApiStatusCodes,
          statusOverrides,
        }),
      );
    }
    return undefined;
  },
});
