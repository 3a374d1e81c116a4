import { account } from '../account.ts';

/** What an intrinsic function may ask for. Throws an Error when it is not there. */
export interface Scope {
  stackName: string;
  ref(logicalId: string): unknown;
  attribute(logicalId: string, attribute: string): unknown;
  condition(name: string): boolean;
  mapping(map: string, top: string, second: string): unknown;
  imported(name: string): unknown;
}

/** Stands for `AWS::NoValue`: the property is as if it had not been written. */
const noValue = Symbol('AWS::NoValue');

const pseudoParameters: Record<string, unknown> = {
  'AWS::AccountId': account.id,
  'AWS::Region': account.region,
  'AWS::Partition': account.partition,
  'AWS::URLSuffix': account.urlSuffix,
  'AWS::NoValue': noValue,
  'AWS::NotificationARNs': [],
};

/**
 * A template value with every intrinsic function in it replaced by its result.
 * Semantics: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference.html
 */
export function resolveIntrinsics(value: unknown, scope: Scope): unknown {
  const result = resolveValue(value, scope);
  return result === noValue ? undefined : result;
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
    // A policy statement has a property of this name too, but its value is an object.
    if (name === 'Condition' && typeof argument === 'string') return scope.condition(argument);
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
  return name in pseudoParameters ? pseudoParameters[name] : scope.ref(name);
}

function callFunction(name: string, argument: unknown, scope: Scope): unknown {
  const resolved = () => resolveValue(argument, scope);
  switch (name) {
    case 'Fn::GetAtt': {
      const [logicalId, ...attribute] = Array.isArray(argument)
        ? argument.map(String)
        : String(argument).split('.');
      return scope.attribute(logicalId ?? '', attribute.join('.'));
    }
    case 'Fn::Join': {
      const [separator, parts] = resolved() as [string, unknown[]];
      return parts.map(String).join(separator);
    }
    case 'Fn::Sub':
      return substitute(argument, scope);
    case 'Fn::Select': {
      const [index, list] = resolved() as [number | string, unknown[]];
      return list[Number(index)];
    }
    case 'Fn::Split': {
      const [separator, text] = resolved() as [string, string];
      return text.split(separator);
    }
    case 'Fn::If': {
      const [condition, yes, no] = argument as [string, unknown, unknown];
      return resolveValue(scope.condition(condition) ? yes : no, scope);
    }
    case 'Fn::FindInMap': {
      const [map, top, second] = resolved() as [string, string, string];
      return scope.mapping(map, top, second);
    }
    case 'Fn::ImportValue':
      return scope.imported(String(resolved()));
    case 'Fn::Base64':
      return Buffer.from(String(resolved())).toString('base64');
    case 'Fn::GetAZs':
      return ['a', 'b', 'c'].map((zone) => account.region + zone);
    case 'Fn::Equals': {
      const [left, right] = resolved() as [unknown, unknown];
      return left === right;
    }
    case 'Fn::Not':
      return !(resolved() as [unknown])[0];
    case 'Fn::And':
      return (resolved() as unknown[]).every(Boolean);
    case 'Fn::Or':
      return (resolved() as unknown[]).some(Boolean);
    default:
      throw new Error(`the intrinsic function ${name} is not supported`);
  }
}

function substitute(argument: unknown, scope: Scope): string {
  const [text, variables] = Array.isArray(argument)
    ? [String(argument[0]), argument[1] as Record<string, unknown>]
    : [String(argument), {} as Record<string, unknown>];
  return text.replaceAll(/\$\{([^}]+)\}/g, (_, name: string) => {
    if (name.startsWith('!')) return `\${${name.slice(1)}}`;
    if (name in variables) return String(resolveValue(variables[name], scope));
    const [logicalId, ...attribute] = name.split('.');
    return String(
      attribute.length > 0 ? scope.attribute(logicalId ?? '', attribute.join('.')) : resolveRef(name, scope),
    );
  });
}
