import * as v from 'valibot';
import { defineResource } from '../../../kernel/contracts/resource-type.ts';
import { integerBetween, texts, workable } from '../../../kernel/property-schemas.ts';
import { gatewayResponseTypes } from '../gateway-responses.ts';
import { compileGatewayParameter, compileGatewayTemplate } from '../gateway-template.ts';
import type { RestApis } from '../rest-apis.ts';
import { restApiOf } from './parent.ts';

const properties = v.strictObject({
  RestApiId: v.string(),
  ResponseType: v.picklist(gatewayResponseTypes, `must be one of ${gatewayResponseTypes.join(', ')}`),
  StatusCode: v.optional(integerBetween(200, 599)),
  ResponseParameters: v.optional(texts, {}),
  ResponseTemplates: v.optional(texts, {}),
});

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-apigateway-gatewayresponse.html */
export const apiGatewayGatewayResponse = defineResource({
  type: 'AWS::ApiGateway::GatewayResponse',
  properties: v.pipe(
    properties,
    workable((given) => void compiled(given)),
  ),
  withoutEffect: {},
  identify: ({ logicalId }) => ({ ref: logicalId, attributes: { Id: logicalId } }),
  create({ logicalId, properties }, apis: RestApis) {
    const { RestApiId, ResponseType, StatusCode: status } = properties;
    const api = restApiOf(logicalId, RestApiId, apis);
    api.gatewayResponses.customize(ResponseType, { status, ...compiled(properties) });
    return undefined;
  },
});

/** Throws an Error for a header or body that is not supported. */
function compiled({ ResponseParameters, ResponseTemplates }: v.InferOutput<typeof properties>) {
  const headers = Object.entries(ResponseParameters).map(([destination, source]) => {
    const [, name] = /^gatewayresponse\.header\.(.+)$/.exec(destination) ?? [];
    if (name === undefined)
      throw new Error(
        `the response parameter ${destination} is not supported: gatewayresponse.header.<name> is`,
      );
    return [name.toLowerCase(), compileGatewayParameter(source)] as const;
  });
  const bodies = Object.entries(ResponseTemplates).map(
    ([type, text]) => [type, compileGatewayTemplate(text)] as const,
  );
  return { headers: Object.fromEntries(headers), bodies: Object.fromEntries(bodies) };
}
