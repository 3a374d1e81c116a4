import * as v from 'valibot';
import { defineResource } from '../../../kernel/contracts/resource-type.ts';
import { DeployError } from '../../../kernel/errors.ts';
import { boolean, integer, texts, workable } from '../../../kernel/property-schemas.ts';
import { AuthorizedMethod } from '../authorized-method.ts';
import { checkMethodResponses } from '../method-responses.ts';
import { checkDeclared } from '../request-parameters.ts';
import type { Check } from '../request-validation/keyword.ts';
import { type RequestValidator, ValidatedMethod } from '../request-validation/validated-method.ts';
import type { RestApi } from '../rest-api.ts';
import type { RestApis } from '../rest-apis.ts';
import type { RestAuthorizer } from '../rest-authorizer.ts';
import { KeyedMethod } from '../usage-plans/keyed-method.ts';
import { integration, methodOf } from './method-integration.ts';
import { restApiOf } from './parent.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-apigateway-method-methodresponse.html */
const methodResponse = v.strictObject({
  StatusCode: integer,
  /** `method.response.header.<name>` → whether it is required, which has no effect here as there. */
  ResponseParameters: v.optional(v.record(v.string(), boolean), {}),
  /** Of the body: they say what an SDK is made from. */
  ResponseModels: v.optional(texts),
});

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
  ApiKeyRequired: v.optional(boolean, false),
  /** What mappings may refer to, and whether a request validator requires it. */
  RequestParameters: v.optional(v.record(v.string(), boolean), {}),
  RequestValidatorId: v.optional(v.string()),
  /** Models of the body, by content type. */
  RequestModels: v.optional(texts, {}),
  Integration: integration,
  /** What integration responses may answer with. */
  MethodResponses: v.optional(v.array(methodResponse), []),
});

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-apigateway-method.html */
export const apiGatewayMethod = defineResource({
  type: 'AWS::ApiGateway::Method',
  properties: v.pipe(
    properties,
    workable(({ RequestParameters, Integration }) =>
      checkDeclared(Object.keys(RequestParameters), Integration.RequestParameters),
    ),
    workable(({ MethodResponses, Integration }) =>
      checkMethodResponses(MethodResponses, Integration.IntegrationResponses),
    ),
  ),
  withoutEffect: {
    OperationName: 'text for people',
  },
  identify: ({ logicalId }) => ({ ref: logicalId, attributes: {} }),
  create({ logicalId, properties }, apis: RestApis, kernel) {
    const { RestApiId, ResourceId, HttpMethod, Integration: given } = properties;
    const api = restApiOf(logicalId, RestApiId, apis);
    const method = methodOf({ logicalId, given }, api, kernel);
    const models = modelsOf(logicalId, properties.RequestModels, api);
    const validator = validatorOf(logicalId, properties.RequestValidatorId, api);
    const required = Object.entries(properties.RequestParameters).flatMap(([name, is]) => (is ? [name] : []));
    const validated = validator ? new ValidatedMethod({ validator, required, models }, method) : method;
    const authorizer = authorizerOf(logicalId, properties, api);
    const guarded = authorizer ? new AuthorizedMethod(authorizer, validated) : validated;
    const keyed = properties.ApiKeyRequired ? new KeyedMethod(guarded) : guarded;
    if (!api.addMethod(ResourceId, HttpMethod, keyed)) {
      throw new DeployError(
        `${logicalId}: there is no resource ${ResourceId} in the REST API ${RestApiId}.`,
        'Refer to a Resource with Ref, or to the root with Fn::GetAtt RootResourceId.',
      );
    }
    return undefined;
  },
});

function modelsOf(
  logicalId: string,
  names: Record<string, string>,
  api: RestApi,
): ReadonlyMap<string, Check> {
  return new Map(
    Object.entries(names).map(([contentType, name]) => {
      const model = api.models.get(name);
      if (model) return [contentType.toLowerCase(), model];
      throw new DeployError(
        `${logicalId}: there is no model ${name} of its REST API.`,
        'Refer to one with Ref in RequestModels.',
      );
    }),
  );
}

function validatorOf(logicalId: string, id: string | undefined, api: RestApi): RequestValidator | undefined {
  if (id === undefined) return undefined;
  const validator = api.validators.get(id);
  if (validator) return validator;
  throw new DeployError(
    `${logicalId}: there is no request validator ${id} of its REST API.`,
    'Refer to one with Ref in RequestValidatorId.',
  );
}

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
