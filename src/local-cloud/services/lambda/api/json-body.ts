import { withoutNulls } from '../../../http/without-nulls.ts';
import { ApiError } from './api-error.ts';

/**
 * The members of a call's body. Throws an ApiError when it is no JSON object, or when it has a member that is not
 * `known`: what the local cloud does not do is refused, not passed over. `off`: switches that are off by default, of which
 * `false` asks for nothing.
 */
export function membersOf(
  body: Buffer,
  known: readonly string[],
  off: readonly string[] = [],
): Record<string, unknown> {
  let members: unknown;
  try {
    members = withoutNulls(JSON.parse(body.toString('utf8') || '{}'));
  } catch {
    members = undefined;
  }
  if (typeof members !== 'object' || members === null || Array.isArray(members))
    throw new ApiError(400, 'InvalidRequestContentException', 'Could not parse request body into json.');
  const others = Object.entries(members)
    .filter(([name, value]) => !known.includes(name) && !(off.includes(name) && value === false))
    .map(([name]) => name);
  if (others.length > 0)
    throw new ApiError(
      400,
      'InvalidParameterValueException',
      `The local cloud does not know ${others.join(', ')} of this call. It takes: ${known.join(', ')}.`,
    );
  return members as Record<string, unknown>;
}
