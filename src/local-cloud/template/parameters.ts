import type { TemplateParameter } from './template.ts';

/**
 * The value that `Ref` gives for a parameter: what a parent stack gave it, else its default. Throws an Error when there
 * is neither, or when AWS would look it up.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html
 */
export function parameterValue(name: string, { Type, Default }: TemplateParameter, given: unknown): unknown {
  if (Type.startsWith('AWS::SSM::')) {
    throw new Error(`the parameter ${name} is read from SSM Parameter Store, which is not emulated`);
  }
  const value = given ?? Default;
  if (value === undefined)
    throw new Error(`the parameter ${name} has no default, and nobody can be asked for its value`);
  if (Array.isArray(value)) return value;
  const isList = Type === 'CommaDelimitedList' || Type.startsWith('List<');
  if (isList)
    return value === ''
      ? []
      : String(value)
          .split(',')
          .map((each) => each.trim());
  return String(value);
}
