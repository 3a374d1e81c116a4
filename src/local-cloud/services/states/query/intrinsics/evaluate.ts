import type { Random } from '../../../../kernel/random.ts';
import { type PathScope, select } from '../json-path/select.ts';
import { IntrinsicError, intrinsics } from './functions.ts';
import { type Argument, type Call, unescapedText } from './parse.ts';

/** A path in the arguments of an intrinsic function that finds nothing. */
export class ArgumentNotFound extends Error {
  override name = 'ArgumentNotFound';
}

/** What the call gives. Throws an IntrinsicError, or ArgumentNotFound. */
export function evaluateIntrinsic(call: Call, scope: PathScope, tools: { random: Random }): unknown {
  const { name, arguments: given } = call;
  const intrinsic = intrinsics.get(name);
  if (!intrinsic) throw new IntrinsicError(`there is no function ${name}`);
  const values = given.map((each) => argumentOf(each, scope, tools));
  const [first] = given;
  // Escaped braces of a text are no place for a value.
  if (name === 'States.Format') values[0] = first?.kind === 'text' ? textsOf(first.source) : split(values[0]);
  return intrinsic.run(values, tools);
}

const textsOf = (source: string): string[] => {
  const parts = [''];
  for (const [found] of source.matchAll(/\\[\s\S]|\{\}|[\s\S]/g)) {
    if (found === '{}') parts.push('');
    else parts[parts.length - 1] += found;
  }
  return parts.map(unescapedText);
};

function split(template: unknown): string[] {
  if (typeof template === 'string') return template.split('{}');
  throw new IntrinsicError(`${JSON.stringify(template)} is no text`);
}

function argumentOf(argument: Argument, scope: PathScope, tools: { random: Random }): unknown {
  switch (argument.kind) {
    case 'path': {
      const found = select(argument.path, scope);
      if (found !== undefined) return found;
      throw new ArgumentNotFound(
        `The JsonPath argument for the field '${argument.path.text}' could not be found in the input '${JSON.stringify(scope.input)}'`,
      );
    }
    case 'call':
      return evaluateIntrinsic(argument.call, scope, tools);
    default:
      return argument.value;
  }
}
