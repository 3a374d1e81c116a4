import * as v from 'valibot';

/** A version of a parameter. */
export interface ParameterVersion {
  name: string;
  type: 'String' | 'StringList' | 'SecureString';
  value: string;
  version: number;
  tier: 'Standard' | 'Advanced';
  dataType: string;
  description: string | undefined;
  allowedPattern: string | undefined;
  /** Of a SecureString. */
  keyId?: string;
  labels: string[];
  /** Unix ms. */
  modifiedAt: number;
}

/** "4 KB", and of advanced parameters "8 KB". */
const maxBytes = { Standard: 4_096, Advanced: 8_192, 'Intelligent-Tiering': 8_192 };

/**
 * Why a parameter cannot have this name, or undefined.
 * https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-su-create.html
 */
export function problemOfName(name: string): string | undefined {
  if (!/^[\w.\-/]{1,1011}$/.test(name))
    return 'Parameter name must be 1 to 1011 of a-z, A-Z, 0-9, _, ., - and /';
  if (/^\/?(aws|ssm)/i.test(name))
    return 'Parameter name: can\'t be prefixed with "aws" or "ssm" (case-insensitive)';
  if (name.includes('/') && !name.startsWith('/')) return 'Parameter name must be a fully qualified name';
  if (/\/$|\/\//.test(name)) return 'Parameter name must not have an empty part';
  if (name.split('/').length - 1 > 15) return 'Parameter name must have at most 15 levels';
  return undefined;
}

/** What PutParameter and a template say of a parameter. */
export const parameterSettings = {
  Value: v.pipe(v.string(), v.minLength(1, 'must have at least 1 character')),
  Description: v.optional(v.pipe(v.string(), v.maxLength(1_024, 'must be at most 1,024 characters'))),
  AllowedPattern: v.optional(v.pipe(v.string(), v.maxLength(1_024, 'must be at most 1,024 characters'))),
  DataType: v.optional(
    v.picklist(['text'], 'must be text: images and integrations are not supported'),
    'text',
  ),
  Tier: v.optional(v.picklist(['Standard', 'Advanced', 'Intelligent-Tiering']), 'Standard'),
};

/** Why a parameter cannot have this value, with SSM's error code, or undefined. */
export function problemOfValue(parameter: {
  Value: string;
  Tier: keyof typeof maxBytes;
  AllowedPattern?: string | undefined;
}): [code: string, message: string] | undefined {
  const { Value: value, Tier: tier, AllowedPattern: pattern } = parameter;
  if (Buffer.byteLength(value) > maxBytes[tier])
    return [
      'ValidationException',
      `${tier} tier parameters support a maximum parameter value of ${maxBytes[tier]} characters.`,
    ];
  if (pattern === undefined) return undefined;
  try {
    if (new RegExp(`^(?:${pattern})$`).test(value)) return undefined;
  } catch {
    return ['InvalidAllowedPatternException', `The pattern ${pattern} is no regular expression.`];
  }
  return [
    'ParameterPatternMismatchException',
    `Parameter value, cannot be validated against allowedPattern: ${pattern}`,
  ];
}
