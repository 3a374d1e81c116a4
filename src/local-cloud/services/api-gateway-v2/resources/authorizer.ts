import * as v from 'valibot';
import { apiIdOf } from '../../../http/api-id.ts';
import { ResultCache } from '../../../http/lambda-authorizer/result-cache.ts';
import { defineResource } from '../../../kernel/contracts/resource-type.ts';
import { DeployError } from '../../../kernel/errors.ts';
import { boolean, integerBetween, workable } from '../../../kernel/property-schemas.ts';
import type { ApiGatewayV2 } from '../api-gateway-v2.ts';
import { HttpAuthorizer } from '../http-api/http-authorizer.ts';
import { compileSelection } from '../http-api/selection.ts';
import { apiOf } from './parent.ts';

/** "The maximum value is 3600, or 1 hour." */
const maxTtlSeconds = 3600;

const identitySource = v.pipe(
  v.string(),
  v.regex(
    /^\$(request\.(header|querystring)|stageVariables|context)\.\S+$/,
    'must be $request.header.<name>, $request.querystring.<name>, $stageVariables.<name> or $context.<name>',
  ),
  workable((expression) => void compileSelection(expression)),
);

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-authorizer.html */
export const apiGatewayV2Authorizer = defineResource({
  type: 'AWS::ApiGatewayV2::Authorizer',
  properties: v.pipe(
    v.strictObject({
      ApiId: v.string(),
      Name: v.string(),
      AuthorizerType: v.literal('REQUEST', 'only Lambda functions (REQUEST) are supported, no JWT'),
      AuthorizerUri: v.pipe(
        v.string(),
        v.regex(
          /:lambda:path\/[^/]+\/functions\/.+\/invocations$/,
          'must be the invocation URI of a function',
        ),
      ),
      AuthorizerPayloadFormatVersion: v.picklist(
        ['1.0', '2.0'],
        'must be 1.0 or 2.0: authorizers of HTTP APIs are supported, those of WebSocket APIs are not',
      ),
      EnableSimpleResponses: v.optional(boolean, false),
      AuthorizerResultTtlInSeconds: v.optional(integerBetween(0, maxTtlSeconds), 0),
      IdentitySource: v.optional(v.array(identitySource), []),
    }),
    workable(
      ({
        EnableSimpleResponses,
        AuthorizerPayloadFormatVersion,
        AuthorizerResultTtlInSeconds,
        IdentitySource,
      }) => {
        if (EnableSimpleResponses && AuthorizerPayloadFormatVersion === '1.0')
          throw new Error('EnableSimpleResponses needs AuthorizerPayloadFormatVersion 2.0, as on AWS');
        if (AuthorizerResultTtlInSeconds > 0 && IdentitySource.length === 0)
          throw new Error('to cache results the authorizer needs an IdentitySource, as on AWS');
      },
    ),
  ),
  withoutEffect: { AuthorizerCredentialsArn: 'every call is allowed: IAM is not emulated' },
  identify({ logicalId, stackName }) {
    const id = apiIdOf(stackName, logicalId).slice(0, 6);
    return { ref: id, attributes: { AuthorizerId: id } };
  },
  create({ logicalId, properties, ref }, apis: ApiGatewayV2, { functions, clock }) {
    const { httpApi } = apiOf(logicalId, properties.ApiId, apis);
    if (!httpApi)
      throw new DeployError(
        `${logicalId}: authorizers of WebSocket APIs are not supported.`,
        'Take it out of the stack, or deploy it to AWS.',
      );
    httpApi.authorizers.set(
      ref,
      new HttpAuthorizer({
        fn: functions.resolve(properties.AuthorizerUri),
        format: properties.AuthorizerPayloadFormatVersion,
        simpleResponses: properties.EnableSimpleResponses,
        sources: properties.IdentitySource.map(compileSelection),
        cache: new ResultCache(clock, properties.AuthorizerResultTtlInSeconds),
      }),
    );
    return undefined;
  },
  leavesNothing: true,
});
