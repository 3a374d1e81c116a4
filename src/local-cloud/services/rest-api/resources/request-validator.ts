import * as v from 'valibot';
import { apiIdOf } from '../../../http/api-id.ts';
import { defineResource } from '../../../kernel/contracts/resource-type.ts';
import { boolean } from '../../../kernel/property-schemas.ts';
import type { RestApis } from '../rest-apis.ts';
import { restApiOf } from './parent.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-requestvalidator.html */
export const apiGatewayRequestValidator = defineResource({
  type: 'AWS::ApiGateway::RequestValidator',
  properties: v.strictObject({
    RestApiId: v.string(),
    ValidateRequestBody: v.optional(boolean, false),
    ValidateRequestParameters: v.optional(boolean, false),
  }),
  withoutEffect: { Name: 'text for people' },
  identify({ logicalId, stackName }) {
    const id = apiIdOf(stackName, logicalId);
    return { ref: id, attributes: { RequestValidatorId: id } };
  },
  create({ logicalId, properties, ref }, apis: RestApis) {
    const { RestApiId, ValidateRequestBody: body, ValidateRequestParameters: parameters } = properties;
    restApiOf(logicalId, RestApiId, apis).validators.set(ref, { body, parameters });
    return undefined;
  },
});
