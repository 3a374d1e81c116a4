import * as v from 'valibot';
import { boolean } from './property-schemas.ts';
import { defineResource } from './resource-type.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-apigatewayv2-stage.html */
export const apiGatewayV2Stage = defineResource({
  type: 'AWS::ApiGatewayV2::Stage',
  properties: v.strictObject({
    ApiId: v.string(),
    StageName: v.literal('$default', 'only the $default stage is supported'),
    AutoDeploy: v.optional(boolean),
  }),
  withoutEffect: {
    Description: 'text for people',
    Tags: 'nothing here is billed or selected by tag',
    AccessLogSettings: 'requests go to the stream of events',
  },
  identify: ({ properties }) => ({ ref: properties.StageName, attributes: {} }),
  create: () => undefined,
});
