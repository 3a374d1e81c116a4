import * as v from 'valibot';
import { account } from '../account.ts';
import { HttpApi } from '../http-api/http-api.ts';
import { defineResource } from './resource-type.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-apigatewayv2-api.html */
export const apiGatewayV2Api = defineResource({
  type: 'AWS::ApiGatewayV2::Api',
  properties: v.strictObject({
    Name: v.string(),
    ProtocolType: v.literal('HTTP', 'only HTTP APIs are supported'),
  }),
  withoutEffect: {
    Description: 'text for people',
    Tags: 'nothing here is billed or selected by tag',
    DisableExecuteApiEndpoint: 'the loopback address is the only one',
  },
  identify({ logicalId }) {
    const id = logicalId.toLowerCase();
    return {
      ref: id,
      attributes: {
        ApiId: id,
        ApiEndpoint: `https://${id}.execute-api.${account.region}.${account.urlSuffix}`,
      },
    };
  },
  async create({ logicalId, ref, attributes }, { httpApis, addresses, events, settings }) {
    const api = new HttpApi({ logicalId, id: ref, events, statusCodes: settings.httpApiStatusCodes });
    addresses.add(attributes.ApiEndpoint as string, await api.listen());
    httpApis.set(ref, api);
    return () => api.close();
  },
});
