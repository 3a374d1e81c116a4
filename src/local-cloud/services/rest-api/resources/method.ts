import * as v from 'valibot';
import { defineResource } from '../../../kernel/contracts/resource-type.ts';
import { DeployError } from '../../../kernel/errors.ts';
import { boolean, workable } from '../../../kernel/property-schemas.ts';
import { AuthorizedMethod } from '../authorized-method.ts';
import { checkDeclared } from '../request-parameters.ts';
import type { RestApi } from '../rest-api.ts';
import type { RestApis } from '../rest-apis.ts';
import type { RestAuthorizer } from '../rest-authorizer.ts';
import { integration, methodOf } from './method-integration.ts';
import { restApiOf } from './parent.ts';

const properties = v.strictObject({
  RestApiId: v.string(),
  ResourceId: v.string(),
  HttpMethod: v.pipe(v.string(), v.toUpperCase()),
  AuthorizationType: v.optional(
    v.picklist(
      ['NONE', 'CUSTOM'],
      'of authorizers only Lambda functions (CUSTOM) are supported: IAM and Cognito user pools are not emulated',
    ),
    'NONE',
  ),
  AuthorizerId: v.optional(v.string()),
  ApiKeyRequired: v.optional(
    v.pipe(
      boolean,
      v.check((required) => !required, 'API keys are not supported'),
    ),
  ),
  /** What mappings may refer to. Whether a parameter is required, only a request validator asks, and none is supported. */
  RequestParameters: v.optional(v.record(v.string(), boolean), {}),
  Integration: integration,
});

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-apigateway-method.html */
export const apiGatewayMethod = defineResource({
  type: 'AWS::ApiGateway::Method',
  properties: v.pipe(
    properties,
    workable(({ RequestParameters, Integration }) =>
      checkDeclared(Object.keys(RequestParameters), Integration.RequestParameters),
    ),
  ),
  withoutEffect: {
    MethodResponses: 'the integration responses say all that the caller gets',
    OperationName: 'text for people',
    RequestModels: 'they are only checked by a request validator, and those are not supported',
  },
  identify: ({ logicalId }) => ({ ref: logicalId, attributes: {} }),
  create({ logicalId, properties }, apis: RestApis, kernel) {
    const { RestApiId, ResourceId, HttpMethod, Integration: given } = properties;
    const api = restApiOf(logicalId, RestApiId, apis);
    const method = methodOf({ logicalId, given }, api, kernel);
    const authorizer = authorizerOf(logicalId, properties, api);
    const guarded = authorizer ? new AuthorizedMethod(authorizer, method) : method;
    if (!api.addMethod(ResourceId, HttpMethod, guarded)) {
      throw new DeployError(
        `${logicalId}: there is no resource ${ResourceId} in the REST API ${RestApiId}.`,
        'Refer to a Resource with Ref, or to the root with Fn::GetAtt RootResourceId.',
      );
    }
    return undefined;
  },
});

function authorizerOf(
  logicalId: string,
  { AuthorizationType, AuthorizerId = '' }: { AuthorizationType: string; AuthorizerId?: string | undefined },
  api: RestApi,
): RestAuthorizer | undefined {
  if (AuthorizationType === 'NONE') return undefined;
  const authorizer = api.authorizers.get(AuthorizerId);
  if (authorizer) return authorizer;
  throw new DeployError(
    `${logicalId}: there is no authorizer ${AuthorizerId} of its REST API.`,
    'Refer to one with Ref in AuthorizerId.',
  );
}
