import * as v from 'valibot';
import { apiIdOf } from '../../../http/api-id.ts';
import { defineResource } from '../../../kernel/contracts/resource-type.ts';
import { boolean, workable } from '../../../kernel/property-schemas.ts';
import type { RestApis } from '../rest-apis.ts';

const properties = v.strictObject({
  Value: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^[\w-]{20,128}$/, 'must be 20 to 128 letters, digits, hyphens and underscores'),
    ),
  ),
  Enabled: v.optional(boolean, false),
});

/** Throws an Error without a value. */
function checkValue({ Value }: v.InferOutput<typeof properties>): void {
  if (Value === undefined)
    throw new Error(
      'Value must be given: on AWS one is generated, and told by an API that is not emulated here. Choose 20 to 128 letters and digits',
    );
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-apikey.html */
export const apiGatewayApiKey = defineResource({
  type: 'AWS::ApiGateway::ApiKey',
  properties: v.pipe(properties, workable(checkValue)),
  withoutEffect: {
    Name: 'text for people',
    Description: 'text for people',
    Tags: 'nothing here is billed or selected by tag',
    CustomerId: 'there is no AWS Marketplace here',
    GenerateDistinctId: 'each key has an id of its own',
    StageKeys: 'which stages a key is for, only usage plans say: AWS calls this property deprecated',
  },
  identify({ logicalId, stackName }) {
    const id = apiIdOf(stackName, logicalId);
    return { ref: id, attributes: { APIKeyId: id } };
  },
  create({ properties: { Value: value = '', Enabled: enabled }, ref: id }, { usagePlans }: RestApis) {
    usagePlans.keys.set(id, { id, value, enabled });
    return undefined;
  },
});
