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

/** A number that need not be whole, also as text. */
export const decimal = v.union([
  v.number(),
  v.pipe(v.string(), v.regex(/^\d+(\.\d+)?$/, 'must be a number'), v.transform(Number)),
]);

/** CloudFormation takes values of a map of texts also as numbers and booleans. */
export const texts = v.record(
  v.string(),
  v.pipe(v.union([v.string(), v.number(), v.boolean()]), v.transform(String)),
);

/** A value is right when `attempt` does not throw; what it throws says what is wrong. */
export const workable = <Value>(attempt: (value: Value) => void) =>
  v.rawCheck<Value>(({ dataset, addIssue }) => {
    if (!dataset.typed) return;
    try {
      attempt(dataset.value);
    } catch (error) {
      addIssue({ message: (error as Error).message });
    }
  });
