import { isDeepStrictEqual } from 'node:util';
import {
  type Check,
  isArray,
  isBoolean,
  isNames,
  isObject,
  type Keyword,
  ofKind,
  type Place,
  regularExpression,
  sizeLimit,
  taken,
} from './keyword.ts';

/** Problems of a part, each with where it is. */
const inPart = (name: string | number, problems: string[]): string[] =>
  problems.map((problem) => `${name}: ${problem}`);

const items: Keyword = (argument, { at, schema, compile }) => {
  if (!isArray(argument)) {
    const check = compile(argument, at);
    return (value) => (isArray(value) ? value.flatMap((item, index) => inPart(index, check(item))) : []);
  }
  const checks = argument.map((each, index) => compile(each, `${at}.${index}`));
  const { additionalItems = true } = schema;
  const rest: Check = isBoolean(additionalItems)
    ? () => (additionalItems ? [] : ['there must be no such item'])
    : compile(additionalItems, at);
  return (value) =>
    isArray(value) ? value.flatMap((item, index) => inPart(index, (checks[index] ?? rest)(item))) : [];
};

const uniqueItems: Keyword = (argument, { at }) => {
  const isAsked = taken(isBoolean, argument, at, 'true or false');
  return ofKind(
    isArray,
    (list) =>
      !isAsked ||
      list.every((item, index) => !list.slice(0, index).some((each) => isDeepStrictEqual(each, item))),
    () => 'no two items may be equal',
  );
};

const haveAll = (names: string[]): Check =>
  ofKind(
    isObject,
    (value) => names.every((name) => Object.hasOwn(value, name)),
    (value) => `there must be ${names.filter((name) => !Object.hasOwn(value, name)).join(', ')}`,
  );

const required: Keyword = (argument, { at }) => haveAll(taken(isNames, argument, at, 'an array of names'));

export function schemasByName(argument: unknown, { at, compile }: Place): [name: string, check: Check][] {
  const schemas = taken(isObject, argument, at, 'an object of schemas');
  return Object.entries(schemas).map(([name, schema]) => [name, compile(schema, `${at}.${name}`)]);
}

const properties: Keyword = (argument, place) => {
  const checks = schemasByName(argument, place);
  return (value) =>
    isObject(value)
      ? checks.flatMap(([name, check]) =>
          Object.hasOwn(value, name) ? inPart(name, check(value[name])) : [],
        )
      : [];
};

const patternProperties: Keyword = (argument, place) => {
  const checks = schemasByName(argument, place).map(
    ([text, check]) => [regularExpression(text, place.at), check] as const,
  );
  return (value) =>
    isObject(value)
      ? Object.entries(value).flatMap(([name, part]) =>
          checks.flatMap(([expression, check]) => (expression.test(name) ? inPart(name, check(part)) : [])),
        )
      : [];
};

/** What an object may have besides the named properties and patterns. */
const additionalProperties: Keyword = (argument, { at, schema, compile }) => {
  const named = Object.keys(isObject(schema.properties) ? schema.properties : {});
  const patterns = Object.keys(isObject(schema.patternProperties) ? schema.patternProperties : {});
  const expressions = patterns.map((text) => regularExpression(text, at));
  const isOther = (name: string) => !named.includes(name) && !expressions.some((each) => each.test(name));
  const check = isBoolean(argument) ? undefined : compile(argument, at);
  return (value) => {
    const others = isObject(value) ? Object.entries(value).filter(([name]) => isOther(name)) : [];
    if (check) return others.flatMap(([name, part]) => inPart(name, check(part)));
    return argument === true || others.length === 0
      ? []
      : [`there must be no ${others.map(([name]) => name).join(', ')}`];
  };
};

const dependencies: Keyword = (argument, { at, compile }) => {
  const all = taken(isObject, argument, at, 'an object of names or schemas');
  const checks = Object.entries(all).map(([name, needed]): [string, Check] => [
    name,
    isNames(needed) ? haveAll(needed) : compile(needed, `${at}.${name}`),
  ]);
  return (value) =>
    isObject(value)
      ? checks.flatMap(([name, check]) => (Object.hasOwn(value, name) ? check(value) : []))
      : [];
};

const itemsOf = (list: unknown[]): number => list.length;
const membersOf = (value: object): number => Object.keys(value).length;

/** Keywords that look into arrays and objects. */
export const partKeywords: Record<string, Keyword> = {
  items,
  // What it says is looked at together with `items`.
  additionalItems: () => () => [],
  maxItems: sizeLimit(isArray, itemsOf, 'the number of items', 'most'),
  minItems: sizeLimit(isArray, itemsOf, 'the number of items', 'least'),
  uniqueItems,
  required,
  properties,
  patternProperties,
  additionalProperties,
  maxProperties: sizeLimit(isObject, membersOf, 'the number of members', 'most'),
  minProperties: sizeLimit(isObject, membersOf, 'the number of members', 'least'),
  dependencies,
};
