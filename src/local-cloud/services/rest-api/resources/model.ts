import * as v from 'valibot';
import { defineResource } from '../../../kernel/contracts/resource-type.ts';
import { DeployError } from '../../../kernel/errors.ts';
import { workable } from '../../../kernel/property-schemas.ts';
import { compileSchema } from '../request-validation/json-schema.ts';
import type { Check } from '../request-validation/keyword.ts';
import type { RestApis } from '../rest-apis.ts';
import { restApiOf } from './parent.ts';

/** The schema, which may also be given as a text. */
const schema = v.union([
  v.pipe(
    v.string(),
    v.rawTransform<string, unknown>(({ dataset, addIssue, NEVER }) => {
      try {
        return JSON.parse(dataset.value);
      } catch (error) {
        addIssue({ message: `must be JSON: ${(error as Error).message}` });
        return NEVER;
      }
    }),
  ),
  v.record(v.string(), v.unknown()),
]);

/** Where only the form of a schema is looked at, any other model will do. */
const anyModel = (): Check => () => [];

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-model.html */
export const apiGatewayModel = defineResource({
  type: 'AWS::ApiGateway::Model',
  properties: v.strictObject({
    RestApiId: v.string(),
    Name: v.optional(v.pipe(v.string(), v.regex(/^[A-Za-z\d]+$/, 'must be letters and digits'))),
    Schema: v.optional(
      v.pipe(
        schema,
        workable((given) => void compileSchema(given, anyModel)),
      ),
      {},
    ),
  }),
  withoutEffect: {
    ContentType: 'a method says itself for which content types a model is',
    Description: 'text for people',
  },
  identify({ logicalId, stackName, properties: { Name } }) {
    return { ref: Name ?? `${stackName}${logicalId}`.replaceAll(/[^A-Za-z\d]/g, ''), attributes: {} };
  },
  create({ logicalId, properties, ref }, apis: RestApis) {
    const { models } = restApiOf(logicalId, properties.RestApiId, apis);
    models.set(
      ref,
      compileSchema(properties.Schema, (name) => {
        const other = models.get(name);
        if (other) return other;
        throw new DeployError(
          `${logicalId}: its Schema refers to the model ${name}, and its REST API has none of this name.`,
          'Make that model first, and refer to it with Ref.',
        );
      }),
    );
    return undefined;
  },
});
