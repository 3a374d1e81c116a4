import * as v from 'valibot';
import { ApiServerError } from '../../http/api-server.ts';
import { action, names, text } from './action.ts';
import { describe, metadata, valueFor } from './described-parameter.ts';
import type { ParameterVersion } from './parameter.ts';
import { nameOf } from './parameter-store.ts';

const decryption = v.nullish(v.boolean(), false);
const noFilters = v.optional(
  v.pipe(
    v.array(v.unknown()),
    v.maxLength(0, 'filters are not emulated: leave them out, and choose among what is answered'),
  ),
);
const pageSize = (most: number) =>
  v.nullish(
    v.pipe(
      v.number(),
      v.integer(),
      v.minValue(1, 'must be at least 1'),
      v.maxValue(most, `must be at most ${most}`),
    ),
    most,
  );

/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameter.html */
export const getParameter = action(
  v.strictObject({ Name: text, WithDecryption: decryption }),
  (input, store) => {
    const found = store.find(input.Name);
    if (found) return { Parameter: describe(found, input.WithDecryption, input.Name) };
    const [name = ''] = nameOf(input.Name).split(':');
    throw store.find(name)
      ? new ApiServerError(
          'ParameterVersionNotFound',
          `Systems Manager could not find version ${nameOf(input.Name).slice(name.length + 1)} of ${name}.`,
        )
      : new ApiServerError('ParameterNotFound', `Parameter ${input.Name} not found.`);
  },
);

/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameters.html */
export const getParameters = action(
  v.strictObject({ Names: names, WithDecryption: decryption }),
  (input, store) => {
    if (new Set(input.Names).size < input.Names.length)
      throw new ApiServerError('ValidationException', 'Duplicate names in the request.');
    return {
      Parameters: input.Names.flatMap((name) => {
        const found = store.find(name);
        return found ? [describe(found, input.WithDecryption, name)] : [];
      }),
      InvalidParameters: input.Names.filter((name) => !store.find(name)),
    };
  },
);

/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParametersByPath.html */
export const getParametersByPath = action(
  v.strictObject({
    Path: v.pipe(text, v.startsWith('/', 'The parameter path must begin with a slash /')),
    Recursive: v.nullish(v.boolean(), false),
    WithDecryption: decryption,
    MaxResults: pageSize(10),
    NextToken: v.nullish(text),
    ParameterFilters: noFilters,
  }),
  (input, store) => {
    const path = input.Path.endsWith('/') ? input.Path : `${input.Path}/`;
    const found = store
      .all()
      .filter(({ name }) => name.startsWith(path))
      .filter(({ name }) => input.Recursive || !name.slice(path.length).includes('/'));
    const { page, more } = pageOf(found, input.NextToken, input.MaxResults);
    return { Parameters: page.map((each) => describe(each, input.WithDecryption)), ...more };
  },
);

/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_DescribeParameters.html */
export const describeParameters = action(
  v.strictObject({
    Shared: v.nullish(v.boolean(), false),
    MaxResults: pageSize(50),
    NextToken: v.nullish(text),
    Filters: noFilters,
    ParameterFilters: noFilters,
  }),
  (input, store) => {
    // "Lists parameters that are shared with you": there is nobody else.
    const { page, more } = pageOf(input.Shared ? [] : store.all(), input.NextToken, input.MaxResults);
    return { Parameters: page.map(metadata), ...more };
  },
);

/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameterHistory.html */
export const getParameterHistory = action(
  v.strictObject({
    Name: text,
    WithDecryption: decryption,
    MaxResults: pageSize(50),
    NextToken: v.nullish(text),
  }),
  (input, store) => {
    const versions = store.history(nameOf(input.Name));
    const start = Number(input.NextToken ?? 0);
    const end = start + input.MaxResults;
    return {
      Parameters: versions.slice(start, end).map((each) => ({
        ...metadata(each),
        Value: valueFor(each, input.WithDecryption),
        Labels: each.labels,
      })),
      ...(end < versions.length && { NextToken: String(end) }),
    };
  },
);

function pageOf(
  all: ParameterVersion[],
  after: string | null | undefined,
  size: number,
): { page: ParameterVersion[]; more: { NextToken?: string } } {
  const rest = all.filter(({ name }) => !after || name > after);
  const page = rest.slice(0, size);
  const last = page.at(-1)?.name;
  return { page, more: rest.length > size && last !== undefined ? { NextToken: last } : {} };
}
