import * as v from 'valibot';

const oneOrMore = v.pipe(
  v.union([v.string(), v.array(v.string())]),
  v.transform((value) => [value].flat()),
);

/** What a statement may have on AWS and is not evaluated here. */
const notEvaluated = ['Condition', 'NotAction', 'NotResource'] as const;

/** A policy that AWS would read, and the local cloud does not. */
export class UnsupportedPolicy extends Error {
  override name = 'UnsupportedPolicy';
}

/** Throws an UnsupportedPolicy for what an authorizer answered, when its policy has more than is evaluated here. */
export function checkSupported(result: unknown): void {
  const { Statement } =
    (result as { policyDocument?: { Statement?: unknown } } | undefined)?.policyDocument ?? {};
  for (const statement of [Statement].flat()) {
    const found = notEvaluated.find((each) => Object.hasOwn(Object(statement), each));
    if (found)
      throw new UnsupportedPolicy(
        `The authorizer’s policy has a ${found}, which the local cloud does not evaluate. Decide in the authorizer’s function by what its event says, or try this policy on AWS.`,
      );
  }
}

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
