import type { TemplateParameter } from './template.ts';

/**
 * The value that `Ref` gives for a parameter: what a parent stack or the caller gave it, else its default. Throws an
 * Error when there is neither, when it is not allowed, or when AWS would look it up.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html
 */
export function parameterValue(name: string, parameter: TemplateParameter, given: unknown): unknown {
  const { Type, Default } = parameter;
  if (Type.startsWith('AWS::SSM::')) {
    throw new Error(`the parameter ${name} is read from SSM Parameter Store, which is not emulated`);
  }
  const value = given ?? Default;
  if (value === undefined)
    throw new Error(`the parameter ${name} has no default: give it a value with --parameters ${name}=value`);
  if (Array.isArray(value)) return value;
  const isList = Type === 'CommaDelimitedList' || Type.startsWith('List<');
  const values = isList ? listOf(String(value)) : [String(value)];
  for (const each of values) {
    const rule = brokenRule(each, parameter);
    if (rule !== undefined)
      throw new Error(
        `the parameter ${name} cannot be ${JSON.stringify(each)}: ${parameter.ConstraintDescription ?? rule}`,
      );
  }
  return isList ? values : values[0];
}

const listOf = (value: string): string[] => (value === '' ? [] : value.split(',').map((each) => each.trim()));

/** What a value has to be and is not, or undefined. */
function brokenRule(value: string, parameter: TemplateParameter): string | undefined {
  const { Type, AllowedValues, AllowedPattern, MinLength, MaxLength, MinValue, MaxValue } = parameter;
  const isNumber = Type === 'Number' || Type === 'List<Number>';
  if (isNumber && (value.trim() === '' || !Number.isFinite(Number(value)))) return 'it has to be a number';
  if (AllowedValues && !AllowedValues.map(String).includes(value))
    return `it has to be one of ${AllowedValues.join(', ')}`;
  if (AllowedPattern !== undefined && !new RegExp(`^(?:${AllowedPattern})$`).test(value))
    return `it has to match ${AllowedPattern}`;
  if (MinLength !== undefined && value.length < Number(MinLength))
    return `its length has to be ${MinLength} or more`;
  if (MaxLength !== undefined && value.length > Number(MaxLength))
    return `its length has to be ${MaxLength} or less`;
  if (MinValue !== undefined && Number(value) < Number(MinValue)) return `it has to be ${MinValue} or more`;
  if (MaxValue !== undefined && Number(value) > Number(MaxValue)) return `it has to be ${MaxValue} or less`;
  return undefined;
}
