import { compileSchema } from './json-schema.ts';
import type { Check } from './keyword.ts';

/** What models of an API check, by name. */
export type Models = Map<string, Check>;

/**
 * The models "available as part of the model collection by default".
 * https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_apigateway.Model.html
 */
const ofEachApi = {
  Empty: { type: 'object' },
  Error: { type: 'object', properties: { message: { type: 'string' } } },
};

export const modelsOfEachApi = (): Models =>
  new Map(Object.entries(ofEachApi).map(([name, schema]) => [name, compileSchema(schema, noOther)]));

function noOther(name: string): never {
  throw new Error(`there is no model ${name}`);
}
