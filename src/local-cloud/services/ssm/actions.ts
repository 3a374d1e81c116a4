import * as v from 'valibot';
import { ApiServerError, validated } from '../../http/api-server.ts';
import { account } from '../../kernel/account.ts';
import { type ParameterVersion, parameterSettings, problemOfName, problemOfValue } from './parameter.ts';
import { nameOf, type ParameterStore, parameterArn } from './parameter-store.ts';

type Action = (input: Record<string, unknown>, store: ParameterStore) => object;

const text = v.pipe(v.string(), v.minLength(1, 'must not be empty'));
const decryption = v.nullish(v.boolean(), false);
const names = v.pipe(
  v.array(text),
  v.minLength(1, 'Member must have length greater than or equal to 1'),
  v.maxLength(10, 'Member must have length less than or equal to 10'),
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
const tags = v.array(v.object({ Key: text, Value: v.string() }));

/** Defines an action with the shape of its input. */
const action =
  <Schema extends v.GenericSchema>(
    schema: Schema,
    perform: (input: v.InferOutput<Schema>, store: ParameterStore) => object,
  ): Action =>
  (input, store) =>
    perform(validated(schema, input), store);

/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html */
const putParameter = action(
  v.object({
    ...parameterSettings,
    Name: text,
    Type: v.optional(v.picklist(['String', 'StringList', 'SecureString'])),
    Overwrite: v.nullish(v.boolean(), false),
    Tags: v.nullish(tags, []),
  }),
  (input, store) => {
    const name = nameOf(input.Name);
    const problem = problemOfName(name);
    if (problem !== undefined) throw new ApiServerError('ValidationException', problem);
    const before = store.find(name);
    const type = input.Type ?? before?.type;
    if (!type)
      throw new ApiServerError(
        'ValidationException',
        'A parameter type is required when you create a parameter.',
      );
    const [code, message = ''] = problemOfValue(input) ?? [];
    if (code !== undefined) throw new ApiServerError(code, message);
    if (input.Overwrite && input.Tags.length > 0)
      throw new ApiServerError(
        'ValidationException',
        "Invalid request: tags and overwrite can't be used together. To create a parameter with tags, please remove overwrite flag.",
      );
    const { version, tier } = store.put(
      {
        name,
        type,
        value: input.Value,
        tier: input.Tier === 'Intelligent-Tiering' ? tierFor(input.Value) : input.Tier,
        dataType: input.DataType,
        description: input.Description,
        allowedPattern: input.AllowedPattern,
      },
      input.Overwrite,
    );
    for (const { Key, Value } of input.Tags) store.tagsOf(name).set(Key, Value);
    return { Version: version, Tier: tier };
  },
);

const tierFor = (value: string) => (Buffer.byteLength(value) > 4_096 ? 'Advanced' : 'Standard');

/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameter.html */
const getParameter = action(v.object({ Name: text, WithDecryption: decryption }), (input, store) => {
  const found = store.find(input.Name);
  if (found) return { Parameter: describe(found, input.WithDecryption, input.Name) };
  const [name = ''] = nameOf(input.Name).split(':');
  throw store.find(name)
    ? new ApiServerError(
        'ParameterVersionNotFound',
        `Systems Manager could not find version ${nameOf(input.Name).slice(name.length + 1)} of ${name}.`,
      )
    : new ApiServerError('ParameterNotFound', `Parameter ${input.Name} not found.`);
});

/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameters.html */
const getParameters = action(v.object({ Names: names, WithDecryption: decryption }), (input, store) => {
  if (new Set(input.Names).size < input.Names.length)
    throw new ApiServerError('ValidationException', 'Duplicate names in the request.');
  return {
    Parameters: input.Names.flatMap((name) => {
      const found = store.find(name);
      return found ? [describe(found, input.WithDecryption, name)] : [];
    }),
    InvalidParameters: input.Names.filter((name) => !store.find(name)),
  };
});

/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParametersByPath.html */
const getParametersByPath = action(
  v.object({
    Path: v.pipe(text, v.startsWith('/', 'The parameter path must begin with a slash /')),
    Recursive: v.nullish(v.boolean(), false),
    WithDecryption: decryption,
    MaxResults: pageSize(10),
    NextToken: v.nullish(text),
    ParameterFilters: v.nullish(
      v.pipe(v.array(v.unknown()), v.maxLength(0, 'filters are not supported')),
      [],
    ),
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
const describeParameters = action(
  v.object({
    MaxResults: pageSize(50),
    NextToken: v.nullish(text),
    Filters: v.nullish(v.pipe(v.array(v.unknown()), v.maxLength(0, 'filters are not supported')), []),
    ParameterFilters: v.nullish(
      v.pipe(v.array(v.unknown()), v.maxLength(0, 'filters are not supported')),
      [],
    ),
  }),
  (input, store) => {
    const { page, more } = pageOf(store.all(), input.NextToken, input.MaxResults);
    return { Parameters: page.map(metadata), ...more };
  },
);

/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameterHistory.html */
const getParameterHistory = action(
  v.object({ Name: text, WithDecryption: decryption, MaxResults: pageSize(50), NextToken: v.nullish(text) }),
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

/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_DeleteParameter.html */
const deleteParameter = action(v.object({ Name: text }), (input, store) => {
  if (store.delete(nameOf(input.Name))) return {};
  throw new ApiServerError('ParameterNotFound', `Parameter ${input.Name} not found.`);
});

/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_DeleteParameters.html */
const deleteParameters = action(v.object({ Names: names }), (input, store) => {
  const deleted = input.Names.filter((name) => store.delete(nameOf(name)));
  return {
    DeletedParameters: deleted,
    InvalidParameters: input.Names.filter((name) => !deleted.includes(name)),
  };
});

/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_LabelParameterVersion.html */
const labelParameterVersion = action(
  v.object({ Name: text, ParameterVersion: v.nullish(v.number()), Labels: v.array(text) }),
  (input, store) => {
    const versions = store.history(nameOf(input.Name));
    const version = input.ParameterVersion ?? versions.at(-1)?.version;
    const labelled = versions.find((each) => each.version === version);
    if (!labelled)
      throw new ApiServerError(
        'ParameterVersionNotFound',
        `Systems Manager could not find version ${version} of ${input.Name}.`,
      );
    const isLabel = (label: string) => /^(?!\d|aws|ssm)[\w.-]{1,100}$/i.test(label);
    const valid = input.Labels.filter(isLabel);
    // A label is at one version at a time.
    for (const each of versions) each.labels = each.labels.filter((label) => !valid.includes(label));
    labelled.labels.push(...valid);
    return { InvalidLabels: input.Labels.filter((label) => !isLabel(label)), ParameterVersion: version };
  },
);

const ofParameter = { ResourceType: v.literal('Parameter', 'must be Parameter'), ResourceId: text };

/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_AddTagsToResource.html */
const addTagsToResource = action(v.object({ ...ofParameter, Tags: tags }), (input, store) => {
  for (const { Key, Value } of input.Tags) store.tagsOf(nameOf(input.ResourceId)).set(Key, Value);
  return {};
});

/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_RemoveTagsFromResource.html */
const removeTagsFromResource = action(
  v.object({ ...ofParameter, TagKeys: v.array(text) }),
  (input, store) => {
    for (const key of input.TagKeys) store.tagsOf(nameOf(input.ResourceId)).delete(key);
    return {};
  },
);

/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_ListTagsForResource.html */
const listTagsForResource = action(v.object(ofParameter), (input, store) => ({
  TagList: [...store.tagsOf(nameOf(input.ResourceId))].map(([Key, Value]) => ({ Key, Value })),
}));

function describe(parameter: ParameterVersion, decrypted: boolean, selector?: string): object {
  const name = selector === undefined ? parameter.name : nameOf(selector);
  const selected = name.includes(':') ? name.slice(name.indexOf(':')) : undefined;
  return {
    Name: parameter.name,
    Type: parameter.type,
    Value: valueFor(parameter, decrypted),
    Version: parameter.version,
    ...(selected !== undefined && { Selector: selected }),
    LastModifiedDate: parameter.modifiedAt / 1_000,
    ARN: parameterArn(parameter.name),
    DataType: parameter.dataType,
  };
}

const metadata = (parameter: ParameterVersion): object => ({
  Name: parameter.name,
  ARN: parameterArn(parameter.name),
  Type: parameter.type,
  ...(parameter.type === 'SecureString' && { KeyId: 'alias/aws/ssm' }),
  LastModifiedDate: parameter.modifiedAt / 1_000,
  LastModifiedUser: `arn:${account.partition}:iam::${account.id}:root`,
  Description: parameter.description,
  AllowedPattern: parameter.allowedPattern,
  Version: parameter.version,
  Tier: parameter.tier,
  Policies: [],
  DataType: parameter.dataType,
});

/** A SecureString is given as cipher text unless it is asked for decrypted. There is no key here: it is only encoded. */
const valueFor = ({ type, value }: ParameterVersion, decrypted: boolean): string =>
  type === 'SecureString' && !decrypted ? Buffer.from(`encrypted:${value}`).toString('base64') : value;

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

export const actions = new Map<string, Action>([
  ['PutParameter', putParameter],
  ['GetParameter', getParameter],
  ['GetParameters', getParameters],
  ['GetParametersByPath', getParametersByPath],
  ['GetParameterHistory', getParameterHistory],
  ['DescribeParameters', describeParameters],
  ['DeleteParameter', deleteParameter],
  ['DeleteParameters', deleteParameters],
  ['LabelParameterVersion', labelParameterVersion],
  ['AddTagsToResource', addTagsToResource],
  ['RemoveTagsFromResource', removeTagsFromResource],
  ['ListTagsForResource', listTagsForResource],
]);
