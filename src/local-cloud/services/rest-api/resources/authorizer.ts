import * as v from 'valibot';
import { apiIdOf } from '../../../http/api-id.ts';
import { ResultCache } from '../../../http/lambda-authorizer/result-cache.ts';
import { defineResource } from '../../../kernel/contracts/resource-type.ts';
import { integerBetween, workable } from '../../../kernel/property-schemas.ts';
import { compileIdentitySource } from '../identity-source.ts';
import type { RestApis } from '../rest-apis.ts';
import { RestAuthorizer } from '../rest-authorizer.ts';
import { restApiOf } from './parent.ts';

/** "The default value is 300. The maximum value is 3600, or 1 hour." */
const ttl = { usual: 300, max: 3600 };

const properties = v.strictObject({
  RestApiId: v.string(),
  Name: v.string(),
  Type: v.picklist(
    ['TOKEN', 'REQUEST'],
    'only TOKEN and REQUEST are supported: Cognito user pools are not emulated',
  ),
  AuthorizerUri: v.pipe(
    v.string(),
    v.regex(/:lambda:path\/[^/]+\/functions\/.+\/invocations$/, 'must be the invocation URI of a function'),
  ),
  AuthorizerResultTtlInSeconds: v.optional(integerBetween(0, ttl.max), ttl.usual),
  /** Expressions with commas between them. */
  IdentitySource: v.optional(v.string()),
  IdentityValidationExpression: v.optional(v.string()),
});

type Properties = v.InferOutput<typeof properties>;

const sourcesOf = ({ IdentitySource = '' }: Properties) =>
  IdentitySource.split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '')
    .map(compileIdentitySource);

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-authorizer.html */
export const apiGatewayAuthorizer = defineResource({
  type: 'AWS::ApiGateway::Authorizer',
  properties: v.pipe(properties, workable(checkTogether)),
  withoutEffect: {
    AuthorizerCredentials: 'every call is allowed: IAM is not emulated',
    AuthType: 'text for people',
  },
  identify({ logicalId, stackName }) {
    const id = apiIdOf(stackName, logicalId);
    return { ref: id, attributes: { AuthorizerId: id } };
  },
  create({ logicalId, properties, ref }, apis: RestApis, { functions, clock }) {
    const {
      Type: type,
      AuthorizerUri,
      AuthorizerResultTtlInSeconds,
      IdentityValidationExpression,
    } = properties;
    restApiOf(logicalId, properties.RestApiId, apis).authorizers.set(
      ref,
      new RestAuthorizer({
        type,
        fn: functions.resolve(AuthorizerUri),
        sources: sourcesOf(properties),
        validation:
          IdentityValidationExpression === undefined
            ? undefined
            : new RegExp(`^(?:${IdentityValidationExpression})$`),
        cache: new ResultCache(clock, AuthorizerResultTtlInSeconds),
      }),
    );
    return undefined;
  },
});

/** Throws an Error that says which properties do not go together. */
function checkTogether(given: Properties): void {
  const { Type, IdentitySource, IdentityValidationExpression, AuthorizerResultTtlInSeconds } = given;
  const count = sourcesOf(given).length;
  if (Type === 'TOKEN' && (count !== 1 || !IdentitySource?.startsWith('method.request.header.')))
    throw new Error('a TOKEN authorizer needs one IdentitySource, method.request.header.<name>');
  if (Type === 'REQUEST' && count === 0 && AuthorizerResultTtlInSeconds > 0)
    throw new Error('a REQUEST authorizer needs an IdentitySource, or AuthorizerResultTtlInSeconds 0');
  if (IdentityValidationExpression === undefined) return;
  if (Type !== 'TOKEN') throw new Error('IdentityValidationExpression is for TOKEN authorizers only');
  new RegExp(IdentityValidationExpression);
}
