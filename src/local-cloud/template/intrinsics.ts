import { account } from '../kernel/account.ts';
import { cidrBlocks } from './cidr.ts';

/** What an intrinsic function may ask for. Throws an Error when it is not there. */
export interface Scope {
  stackName: string;
  ref(logicalId: string): unknown;
  attribute(logicalId: string, attribute: string): unknown;
  /** The definition of a condition. */
  condition(name: string): unknown;
  mapping(map: string, top: string, second: string): unknown;
  imported(name: string): unknown;
}

/** Stands for `AWS::NoValue`: the property is as if it had not been written. */
const noValue = Symbol('AWS::NoValue');

const pseudoParameters: Record<string, unknown> = {
  'AWS::AccountId': account.id,
  'AWS::Partition': account.partition,
  'AWS::URLSuffix': account.urlSuffix,
  'AWS::NoValue': noValue,
  'AWS::NotificationARNs': [],
};

/**
 * A template value with every intrinsic function in it replaced by its result.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html
 */
export function resolveIntrinsics(value: unknown, scope: Scope): unknown {
  const result = resolveValue(value, scope);
  return result === noValue ? undefined : result;
}

/**
 * Whether a condition of the template holds.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-conditions.html
 */
export function holds(condition: string, scope: Scope): boolean {
  return evaluate(scope.condition(condition), scope);
}

function evaluate(expression: unknown, scope: Scope): boolean {
  const [[name, argument] = ['', undefined]] = Object.entries(expression ?? {});
  const parts = Array.isArray(argument) ? argument : [];
  switch (name) {
    case 'Condition':
      return holds(String(argument), scope);
    case 'Fn::Equals': {
      const [left, right] = parts.map((each) => resolveValue(each, scope));
      // Parameters are texts, whatever they look like.
      return typeof left === 'object' || typeof right === 'object'
        ? JSON.stringify(left) === JSON.stringify(right)
        : String(left) === String(right);
    }
    case 'Fn::Not':
      return !evaluate(parts[0], scope);
    case 'Fn::And':
      return parts.every((each) => evaluate(each, scope));
    case 'Fn::Or':
      return parts.some((each) => evaluate(each, scope));
    default:
      throw new Error(
        `a condition uses ${name || JSON.stringify(expression)}, which is not supported in conditions`,
      );
  }
}

function resolveValue(value: unknown, scope: Scope): unknown {
  if (Array.isArray(value)) {
    return value.map((each) => resolveValue(each, scope)).filter((each) => each !== noValue);
  }
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value);
  if (entries.length === 1) {
    const [name, argument] = entries[0] as [string, unknown];
    if (name === 'Ref') return resolveRef(String(argument), scope);
    if (name.startsWith('Fn::')) return callFunction(name, argument, scope);
  }
  return Object.fromEntries(
    entries
      .map(([key, each]) => [key, resolveValue(each, scope)] as const)
      .filter(([, each]) => each !== noValue),
  );
}

function resolveRef(name: string, scope: Scope): unknown {
  if (name === 'AWS::StackName') return scope.stackName;
  if (name === 'AWS::StackId') {
    return `arn:${account.partition}:cloudformation:${account.region}:${account.id}:stack/${scope.stackName}/local`;
  }
  if (name === 'AWS::Region') return account.region;
  return Object.hasOwn(pseudoParameters, name) ? pseudoParameters[name] : scope.ref(name);
}

function callFunction(name: string, argument: unknown, scope: Scope): unknown {
  const resolved = () => resolveValue(argument, scope);
  switch (name) {
    case 'Fn::GetAtt': {
      const [logicalId, ...attribute] = Array.isArray(argument)
        ? argument.map((each) => String(resolveValue(each, scope)))
        : String(argument).split('.');
      return scope.attribute(logicalId ?? '', attribute.join('.'));
    }
    case 'Fn::Join': {
      const [separator, parts] = resolved() as [string, unknown];
      if (!Array.isArray(parts)) throw new Error('Fn::Join needs a list to join');
      return parts.map(textOf).join(separator);
    }
    case 'Fn::Sub':
      return substitute(argument, scope);
    case 'Fn::Select': {
      const [index, list] = resolved() as [number | string, unknown];
      const selected = Array.isArray(list) ? list[Number(index)] : undefined;
      if (selected === undefined) throw new Error(`Fn::Select finds nothing at ${index}`);
      return selected;
    }
    case 'Fn::Split': {
      const [separator, text] = resolved() as [string, unknown];
      return textOf(text).split(separator);
    }
    case 'Fn::If': {
      const [condition, yes, no] = argument as [string, unknown, unknown];
      return resolveValue(holds(condition, scope) ? yes : no, scope);
    }
    case 'Fn::FindInMap': {
      const [map, top, second] = resolved() as [string, string, string];
      return scope.mapping(map, top, second);
    }
    case 'Fn::ImportValue':
      return scope.imported(textOf(resolved()));
    case 'Fn::Base64':
      return Buffer.from(textOf(resolved())).toString('base64');
    case 'Fn::GetAZs':
      return ['a', 'b', 'c'].map((zone) => account.region + zone);
    case 'Fn::Cidr': {
      const [block, count, bits] = resolved() as [string, number | string, (number | string)?];
      return cidrBlocks(block, Number(count), Number(bits ?? 8));
    }
    default:
      throw new Error(`the intrinsic function ${name} is not supported`);
  }
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-sub.html */
function substitute(argument: unknown, scope: Scope): string {
  const [text, variables] = Array.isArray(argument)
    ? [String(argument[0]), argument[1] as Record<string, unknown>]
    : [String(argument), {} as Record<string, unknown>];
  return text.replaceAll(/\$\{([^}]+)\}/g, (_, given: string) => {
    const name = given.trim();
    if (name.startsWith('!')) return `\${${name.slice(1)}}`;
    if (Object.hasOwn(variables, name)) return textOf(resolveValue(variables[name], scope));
    const [logicalId, ...attribute] = name.split('.');
    return textOf(
      attribute.length > 0 ? scope.attribute(logicalId ?? '', attribute.join('.')) : resolveRef(name, scope),
    );
  });
}

function textOf(value: unknown): string {
  if (typeof value === 'object' && value !== null)
    throw new Error(`a text is needed where the template gives ${JSON.stringify(value)}`);
  return String(value);
}
