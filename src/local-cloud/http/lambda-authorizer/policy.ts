import * as v from 'valibot';

const oneOrMore = v.pipe(
  v.union([v.string(), v.array(v.string())]),
  v.transform((value) => [value].flat()),
);

/** Conditions and exclusions are not supported: a policy that has them is one that cannot be read. */
const statement = v.strictObject({
  Sid: v.optional(v.string()),
  Effect: v.picklist(['Allow', 'Deny']),
  Action: oneOrMore,
  Resource: oneOrMore,
});

export const policyDocument = v.object({
  Statement: v.pipe(
    v.union([statement, v.array(statement)]),
    v.transform((value) => [value].flat()),
  ),
});

export type Policy = v.InferOutput<typeof policyDocument>;

export type Decision = 'allowed' | 'denied' | 'not allowed';

/**
 * What a policy says of calling the method with this ARN: an explicit deny overrides every allow, and what nothing allows
 * is not allowed.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-authorization-flow.html
 */
export function decide({ Statement }: Policy, methodArn: string): Decision {
  const effects = Statement.filter(
    ({ Action, Resource }) =>
      Action.some((each) => fits(each.toLowerCase(), 'execute-api:invoke')) &&
      Resource.some((each) => fits(each, methodArn)),
  ).map(({ Effect }) => Effect);
  if (effects.includes('Deny')) return 'denied';
  return effects.includes('Allow') ? 'allowed' : 'not allowed';
}

/** `*` stands for any text, slashes included, `?` for one sign. */
function fits(pattern: string, text: string): boolean {
  const expression = pattern
    .replaceAll(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${expression}$`, 's').test(text);
}
