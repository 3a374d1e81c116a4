import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { Cors } from '../../../http/cors.ts';
import { account } from '../../../kernel/account.ts';
import { defineResource } from '../../../kernel/contracts/resource-type.ts';
import { boolean, integerBetween } from '../../../kernel/property-schemas.ts';
import { functionArn } from '../function-arn.ts';
import { FunctionUrl } from '../function-url.ts';
import type { LambdaService } from '../lambda-service.ts';

const atMost = <Member extends v.GenericSchema<string>>(most: number, member: Member) =>
  v.optional(v.pipe(v.array(member), v.maxLength(most, `must have at most ${most} members`)), []);

const texts = atMost(100, v.string());

/** A preflight request is answered without OPTIONS among them. */
const methods = ['GET', 'PUT', 'HEAD', 'POST', 'PATCH', 'DELETE', '*'] as const;

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-url.html */
export const lambdaUrl = defineResource({
  type: 'AWS::Lambda::Url',
  properties: v.strictObject({
    TargetFunctionArn: v.string(),
    Qualifier: v.optional(v.string()),
    InvokeMode: v.optional(v.literal('BUFFERED', 'response streaming is not supported, only BUFFERED')),
    Cors: v.optional(
      v.strictObject({
        AllowOrigins: texts,
        AllowMethods: atMost(6, v.picklist(methods, `must be of ${methods.join(', ')}`)),
        AllowHeaders: texts,
        ExposeHeaders: texts,
        AllowCredentials: v.optional(boolean, false),
        MaxAge: v.optional(integerBetween(0, 86_400)),
      }),
    ),
  }),
  withoutEffect: { AuthType: 'every call is allowed: IAM is not emulated' },
  identify({ logicalId, stackName, properties }) {
    const arn = functionArn(properties.TargetFunctionArn);
    const id = createHash('sha256').update(`${stackName}/${logicalId}`).digest('hex').slice(0, 32);
    return {
      ref: arn,
      attributes: {
        FunctionArn: properties.Qualifier === undefined ? arn : `${arn}:${properties.Qualifier}`,
        FunctionUrl: `https://${id}.lambda-url.${account.region}.on.aws/`,
      },
    };
  },
  async create(
    { logicalId, path, properties, attributes },
    lambda: LambdaService,
    { events, addresses, ports },
  ) {
    const awsOrigin = new URL(attributes.FunctionUrl as string).origin;
    const url = new FunctionUrl({
      logicalId,
      id: new URL(awsOrigin).hostname.split('.')[0] as string,
      fn: lambda.invocable(attributes.FunctionArn as string, { asynchronous: false }),
      cors: properties.Cors && new Cors({ ...properties.Cors, MaxAge: properties.Cors.MaxAge }),
      events,
    });
    addresses.add(awsOrigin, await url.listen(ports));
    addresses.publish({
      resource: logicalId,
      path,
      kind: 'function URL',
      url: attributes.FunctionUrl as string,
    });
    return () => url.close();
  },
});
