import * as v from 'valibot';
import { ApiServerError } from '../../http/api-server.ts';
import { action, names, tags, text } from './action.ts';
import { parameterSettings, problemOfName, problemOfValue } from './parameter.ts';
import { nameOf } from './parameter-store.ts';

/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html */
export const putParameter = action(
  v.strictObject({
    ...parameterSettings,
    Name: text,
    Type: v.optional(v.picklist(['String', 'StringList', 'SecureString'])),
    KeyId: v.nullish(text),
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
    // Nothing is encrypted; which key it would be is told.
    if (input.KeyId != null && type !== 'SecureString')
      throw new ApiServerError(
        'ValidationException',
        `KeyId ${input.KeyId} is of no use for a parameter of type ${type}: leave it out, or make a SecureString.`,
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
        ...(type === 'SecureString' && { keyId: input.KeyId ?? 'alias/aws/ssm' }),
      },
      input.Overwrite,
    );
    for (const { Key, Value } of input.Tags) store.tagsOf(name).set(Key, Value);
    return { Version: version, Tier: tier };
  },
);

const tierFor = (value: string) => (Buffer.byteLength(value) > 4_096 ? 'Advanced' : 'Standard');

/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_DeleteParameter.html */
export const deleteParameter = action(v.strictObject({ Name: text }), (input, store) => {
  if (store.delete(nameOf(input.Name))) return {};
  throw new ApiServerError('ParameterNotFound', `Parameter ${input.Name} not found.`);
});

/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_DeleteParameters.html */
export const deleteParameters = action(v.strictObject({ Names: names }), (input, store) => {
  const deleted = input.Names.filter((name) => store.delete(nameOf(name)));
  return {
    DeletedParameters: deleted,
    InvalidParameters: input.Names.filter((name) => !deleted.includes(name)),
  };
});

/** https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_LabelParameterVersion.html */
export const labelParameterVersion = action(
  v.strictObject({ Name: text, ParameterVersion: v.nullish(v.number()), Labels: v.array(text) }),
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
