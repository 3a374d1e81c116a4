import * as v from 'valibot';
import { apiIdOf, executeApiHost } from '../../../http/api-id.ts';
import { defineResource } from '../../../kernel/contracts/resource-type.ts';
import { BinaryMediaTypes } from '../binary-media-types.ts';
import { RestApi } from '../rest-api.ts';
import type { RestApis } from '../rest-apis.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-apigateway-restapi.html */
export const apiGatewayRestApi = defineResource({
  type: 'AWS::ApiGateway::RestApi',
  properties: v.strictObject({
    Name: v.optional(v.string()),
    BinaryMediaTypes: v.optional(v.array(v.string()), []),
    ApiKeySourceType: v.optional(
      v.literal('HEADER', 'must be HEADER: API keys that an authorizer gives are not supported'),
    ),
  }),
  withoutEffect: {
    Description: 'text for people',
    Tags: 'nothing here is billed or selected by tag',
    EndpointConfiguration: 'the loopback address is the only one',
    DisableExecuteApiEndpoint: 'the loopback address is the only one',
    EndpointAccessMode: 'the loopback address is the only one',
    SecurityPolicy: 'the loopback address speaks plain HTTP',
    Policy: 'every call is allowed: IAM is not emulated',
  },
  identify({ logicalId, stackName }) {
    const id = apiIdOf(stackName, logicalId);
    return {
      ref: id,
      attributes: { RestApiId: id, RootResourceId: apiIdOf(stackName, `${logicalId}/root`) },
    };
  },
  async create(
    { logicalId, path, ref: id, properties, attributes },
    apis: RestApis,
    { addresses, events, metrics, ports, settings },
  ) {
    const api = new RestApi({
      logicalId,
      path,
      id,
      name: properties.Name ?? '',
      rootResourceId: attributes.RootResourceId as string,
      binary: new BinaryMediaTypes(properties.BinaryMediaTypes),
      events,
      metrics,
      statusCodes: settings.restApiStatusCodes,
      usagePlans: apis.usagePlans,
    });
    addresses.addHost(executeApiHost(id), await api.listen(ports));
    apis.set(id, api);
    return () => api.close();
  },
});
