import { type Check, isFilledArray, type Keyword, type Place, taken } from './keyword.ts';
import { partKeywords, schemasByName } from './part-keywords.ts';
import { valueKeywords } from './value-keywords.ts';

/** Keywords that say nothing of what fits. */
export const annotations: ReadonlySet<string> = new Set([
  '$schema',
  'id',
  'title',
  'description',
  'default',
  // "Implementations MAY support the "format" keyword", and AWS does not say whether its own does.
  'format',
]);

const fits = (check: Check, value: unknown): boolean => check(value).length === 0;

function schemas(argument: unknown, { at, compile }: Place): Check[] {
  return taken(isFilledArray, argument, at, 'an array of schemas').map((each, index) =>
    compile(each, `${at}.${index}`),
  );
}

const allOf: Keyword = (argument, place) => {
  const checks = schemas(argument, place);
  return (value) => checks.flatMap((check) => check(value));
};

const anyOf: Keyword = (argument, place) => {
  const checks = schemas(argument, place);
  return (value) =>
    checks.some((check) => fits(check, value)) ? [] : ['it fits none of the schemas of anyOf'];
};

const oneOf: Keyword = (argument, place) => {
  const checks = schemas(argument, place);
  return (value) => {
    const fitting = checks.filter((check) => fits(check, value)).length;
    return fitting === 1 ? [] : [`it fits ${fitting} of the schemas of oneOf, not one`];
  };
};

const not: Keyword = (argument, { at, compile }) => {
  const check = compile(argument, at);
  return (value) => (fits(check, value) ? ['it fits the schema of not'] : []);
};

/** They are checked where a reference leads to them. */
const definitions: Keyword = (argument, place) => {
  schemasByName(argument, place);
  return () => [];
};

/** Every keyword of draft 4 that says what fits. */
export const keywords: ReadonlyMap<string, Keyword> = new Map(
  Object.entries({ ...valueKeywords, ...partKeywords, allOf, anyOf, oneOf, not, definitions }),
);
