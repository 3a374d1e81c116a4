import { ApiError } from '../api-error.ts';

/** "The default is 100 and the maximum allowed is 1000. A value of 0 uses the default." Throws an ApiError. */
export function maxItemsOf(query: URLSearchParams): number {
  const given = Number(query.get('MaxItems') ?? 0);
  if (Number.isInteger(given) && given >= 0 && given <= 1_000) return given === 0 ? 100 : given;
  throw new ApiError(
    400,
    'InvalidParameterValueException',
    `MaxItems is ${query.get('MaxItems')}: it must be a whole number from 0 to 1000.`,
  );
}
