import * as v from 'valibot';

/** CloudFormation takes a number also as text: `"30"`. */
export const integer = v.pipe(
  v.union([
    v.number(),
    v.pipe(v.string(), v.regex(/^-?\d+$/, 'must be a whole number'), v.transform(Number)),
  ]),
  v.integer('must be a whole number'),
);

/** An integer within inclusive bounds. */
export const integerBetween = (min: number, max: number) =>
  v.pipe(integer, v.minValue(min, `must be at least ${min}`), v.maxValue(max, `must be at most ${max}`));

/** CloudFormation takes a boolean also as text: `"true"`. */
export const boolean = v.union([
  v.boolean(),
  v.pipe(
    v.picklist(['true', 'false'], 'must be true or false'),
    v.transform((text) => text === 'true'),
  ),
]);
