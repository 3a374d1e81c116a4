import { compileJsonPath } from '../../http/json-path.ts';
import { contextVariable, unknownContextVariable } from './context-variables.ts';
import type { RestRequest } from './rest-method.ts';

/** What a mapping template may use: the request, and the payload that it maps. */
export interface TemplateScope {
  request: RestRequest;
  /** The request's body, or the integration's response. */
  body: string;
}

/** Fills in a mapping template. */
export type MappingTemplate = (scope: TemplateScope) => string;

type Expression = (scope: TemplateScope) => unknown;

/**
 * A mapping template of text with references in it: `$input.body`, `$input.json('$.x')`, `$input.path('$.x')`,
 * `$input.params('x')`, `$context.requestId`, `$stageVariables.x`, and `$util` functions around them. Directives (`#set`,
 * `#if`, `#foreach`) are not supported: an Error says so.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html
 */
export function compileMappingTemplate(text: string): MappingTemplate {
  const directive = /#(set|if|else|elseif|end|foreach|macro|parse|include|define|evaluate)\b/.exec(text);
  if (directive) throw new Error(`the directive ${directive[0]} is not supported in a mapping template`);
  const parts: Expression[] = [];
  let rest = text;
  while (rest !== '') {
    const start = rest.search(/\$\{?[a-z]/i);
    if (start === -1) break;
    const before = rest.slice(0, start);
    if (before !== '') parts.push(() => before);
    const braced = rest.startsWith('${', start);
    const parser = new Parser(rest.slice(start + (braced ? 2 : 1)));
    parts.push(parser.reference());
    rest = parser.rest;
    if (braced) {
      if (!rest.startsWith('}')) throw new Error(`the reference \${… is not closed in a mapping template`);
      rest = rest.slice(1);
    }
  }
  const after = rest;
  if (after !== '') parts.push(() => after);
  return (scope) => parts.map((each) => textOf(each(scope))).join('');
}

const textOf = (value: unknown): string =>
  value === undefined || value === null ? '' : typeof value === 'string' ? value : JSON.stringify(value);

/** Reads one reference from the beginning of a text; `rest` is what follows it. */
class Parser {
  rest: string;

  constructor(text: string) {
    this.rest = text;
  }

  reference(): Expression {
    const name = this.#take(/^[a-z]\w*(?:\.[a-z_]\w*)*/i);
    const call = this.rest.startsWith('(');
    if (call && name in functions) {
      this.rest = this.rest.slice(1);
      const argument = this.#argument();
      this.#take(/^\s*\)/);
      return (functions[name] as (argument: Argument) => Expression)(argument);
    }
    const found = call ? undefined : plainReference(name);
    if (!found && name.startsWith('context.'))
      throw new Error(unknownContextVariable(name.slice('context.'.length), 'a mapping template'));
    if (!found)
      throw new Error(
        `the reference $${name} is not supported in a mapping template: $input.body, $context.<variable>, $stageVariables.<name> and the functions ${Object.keys(functions).join(', ')} are`,
      );
    return found;
  }

  /** A quoted text or another reference. */
  #argument(): Argument {
    this.#take(/^\s*/);
    if (this.rest.startsWith('$')) {
      this.rest = this.rest.slice(1);
      return { value: this.reference() };
    }
    const quoted = this.#take(/^(?:'[^']*'|"[^"]*")/);
    const literal = quoted.slice(1, -1);
    return { literal, value: () => literal };
  }

  #take(pattern: RegExp): string {
    const [found] = pattern.exec(this.rest) ?? [];
    if (found === undefined)
      throw new Error(`a mapping template cannot be read at: ${this.rest.slice(0, 40)}`);
    this.rest = this.rest.slice(found.length);
    return found;
  }
}

interface Argument {
  literal?: string;
  value: Expression;
}

const literalOf = ({ literal }: Argument): string => {
  if (literal === undefined) throw new Error('a mapping template needs a quoted text here');
  return literal;
};

const parse = (body: string): unknown => {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
};

const functions: Record<string, (argument: Argument) => Expression> = {
  'input.json': (argument) => {
    const select = compileJsonPath(literalOf(argument));
    return ({ body }) => JSON.stringify(select(parse(body)) ?? '');
  },
  'input.path': (argument) => {
    const select = compileJsonPath(literalOf(argument));
    return ({ body }) => select(parse(body));
  },
  'input.params': (argument) => {
    const name = literalOf(argument);
    return ({ request }) =>
      request.pathParameters[name] ??
      new URLSearchParams(request.rawQueryString).get(name) ??
      request.headers[name.toLowerCase()];
  },
  'util.urlEncode': (argument) => (scope) =>
    new URLSearchParams([['', textOf(argument.value(scope))]]).toString().slice(1),
  'util.urlDecode': (argument) => (scope) => new URLSearchParams(`=${textOf(argument.value(scope))}`).get(''),
  'util.base64Encode': (argument) => (scope) => Buffer.from(textOf(argument.value(scope))).toString('base64'),
  'util.base64Decode': (argument) => (scope) =>
    Buffer.from(textOf(argument.value(scope)), 'base64').toString('utf8'),
  'util.escapeJavaScript': (argument) => (scope) =>
    JSON.stringify(textOf(argument.value(scope)))
      .slice(1, -1)
      .replaceAll("'", "\\'"),
};

function plainReference(name: string): Expression | undefined {
  if (name === 'input.body') return ({ body }) => body;
  const [, variable] = /^stageVariables\.(\w+)$/.exec(name) ?? [];
  if (variable) return ({ request }) => request.stageVariables[variable];
  if (!name.startsWith('context.')) return undefined;
  const select = contextVariable(name.slice('context.'.length));
  return select && (({ request }) => select(request));
}
