import * as v from 'valibot';
import { apiIdOf } from '../../../http/api-id.ts';
import { defineResource } from '../../../kernel/contracts/resource-type.ts';
import type { RestApis } from '../rest-apis.ts';
import { restApiOf } from './parent.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-apigateway-resource.html */
export const apiGatewayResource = defineResource({
  type: 'AWS::ApiGateway::Resource',
  properties: v.strictObject({
    RestApiId: v.string(),
    ParentId: v.string(),
    PathPart: v.pipe(
      v.string(),
      v.regex(/^([\w.,:-]+|\{[\w.:-]+\+?\})$/, 'must be one segment, {name} or {name+}'),
    ),
  }),
  withoutEffect: {},
  identify({ logicalId, stackName }) {
    const id = apiIdOf(stackName, logicalId);
    return { ref: id, attributes: { ResourceId: id } };
  },
  create({ logicalId, properties, ref }, apis: RestApis) {
    restApiOf(logicalId, properties.RestApiId, apis).addResource({
      id: ref,
      parentId: properties.ParentId,
      pathPart: properties.PathPart,
    });
    return undefined;
  },
});
