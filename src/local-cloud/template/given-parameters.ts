import { DeployError } from '../kernel/errors.ts';
import type { StackArtifact } from './assembly.ts';

/** A value for a parameter: of one stack, or of every stack that has a parameter of this name. */
export interface GivenParameter {
  stack?: string | undefined;
  name: string;
  value: string;
}

/**
 * The values for one stack's parameters, by name; of two for the same parameter the later one.
 * https://docs.aws.amazon.com/cdk/v2/guide/parameters.html
 */
export const parametersFor = (
  { name: stackName, template }: StackArtifact,
  given: readonly GivenParameter[],
): Record<string, string> =>
  Object.fromEntries(
    given
      .filter(
        ({ stack, name }) =>
          (stack ?? stackName) === stackName && Object.hasOwn(template.Parameters ?? {}, name),
      )
      .map(({ name, value }) => [name, value]),
  );

/** Throws a DeployError that names every given parameter that no stack has. */
export function assertParametersExist(stacks: StackArtifact[], given: readonly GivenParameter[]): void {
  const unknown = given.filter((each) =>
    stacks.every((stack) => !Object.hasOwn(parametersFor(stack, [each]), each.name)),
  );
  if (unknown.length === 0) return;
  const names = unknown.map(({ stack, name }) => (stack === undefined ? name : `${stack}:${name}`));
  const known = stacks.flatMap(({ name: stack, template }) =>
    Object.entries(template.Parameters ?? {})
      .filter(([, { Type }]) => !Type.startsWith('AWS::SSM::'))
      .map(([name]) => `${stack}:${name}`),
  );
  throw new DeployError(
    `No stack of the assembly has the parameter ${names.join(', ')}.`,
    known.length === 0 ? 'The stacks have no parameters.' : `They have: ${known.join(', ')}.`,
  );
}
