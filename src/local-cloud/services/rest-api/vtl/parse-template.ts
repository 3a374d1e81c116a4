import { parseExpression, parseReference, referenceStart } from './parse-expression.ts';
import { Reader } from './reader.ts';
import type { Node } from './syntax.ts';

/** Of these some are answered below; API Gateway's page shows none of the others, and they are refused. */
const directiveStart =
  /#(?:\{(else|end|stop|break)\}|(set|if|elseif|else|end|foreach|break|stop|macro|parse|include|define|evaluate)\b)/y;

/** A directive takes the end of its line with it. */
const endOfLine = /[ \t]*\r?\n/y;

/**
 * A template of the Velocity Template Language, made ready. Throws an Error for one that cannot be read, or that has a
 * directive that is not supported.
 * https://velocity.apache.org/engine/1.7/vtl-reference.html
 */
export function parseTemplate(text: string): Node[] {
  const reader = new Reader(text, parseTemplate);
  const { nodes, ending } = parseNodes(reader);
  if (ending !== undefined)
    throw new Error(`a mapping template cannot be read: an #${ending} belongs to no #if and no #foreach`);
  return nodes;
}

/** Up to the directive that ends a block, which is passed over; up to the end of the template without one. */
function parseNodes(reader: Reader): { nodes: Node[]; ending: string | undefined } {
  const nodes: Node[] = [];
  while (!reader.isAtEnd) {
    const text = reader.take(/[^$#\\]+/y)?.[0];
    if (text !== undefined) nodes.push({ kind: 'text', text });
    else if (reader.take(/##[^\n]*\n?|#\*[\s\S]*?\*#/y)) continue;
    else if (reader.sees(/#\[\[/y)) nodes.push({ kind: 'text', text: unparsed(reader) });
    else if (reader.sees(/\\+[$#]/y)) nodes.push({ kind: 'text', text: escaped(reader) });
    else if (reader.sees(referenceStart))
      nodes.push({ kind: 'reference', reference: parseReference(reader) });
    else {
      const found = reader.take(directiveStart);
      const directive = found?.[1] ?? found?.[2];
      if (directive === undefined) nodes.push({ kind: 'text', text: reader.take(/[\s\S]/y)?.[0] ?? '' });
      else if (directive === 'end' || directive.startsWith('else')) {
        if (directive !== 'elseif') reader.take(endOfLine);
        return { nodes, ending: directive };
      } else nodes.push(parseDirective(reader, directive));
    }
  }
  return { nodes, ending: undefined };
}

function parseDirective(reader: Reader, directive: string): Node {
  switch (directive) {
    case 'set': {
      reader.expect('(');
      reader.skipSpace();
      const target = parseReference(reader);
      reader.expect('=');
      const value = parseExpression(reader);
      reader.expect(')');
      reader.take(endOfLine);
      return { kind: 'set', target, value };
    }
    case 'if':
      return parseIf(reader);
    case 'foreach': {
      reader.expect('(');
      reader.skipSpace();
      const { name } = parseReference(reader);
      reader.expect('in');
      const items = parseExpression(reader);
      reader.expect(')');
      reader.take(endOfLine);
      const { nodes: body, ending } = parseNodes(reader);
      if (ending !== 'end') throw reader.unreadable('#end of a #foreach');
      return { kind: 'foreach', name, items, body };
    }
    case 'break':
    case 'stop':
      return { kind: directive };
  }
  throw new Error(`the directive #${directive} is not supported in a mapping template`);
}

function parseIf(reader: Reader): Node {
  const branches: Extract<Node, { kind: 'if' }>['branches'] = [];
  for (let ending: string | undefined = 'elseif'; ending !== 'end'; ) {
    let condition: ReturnType<typeof parseExpression> | undefined;
    if (ending === 'elseif') {
      reader.expect('(');
      condition = parseExpression(reader);
      reader.expect(')');
      reader.take(endOfLine);
    }
    const { nodes: body, ending: next } = parseNodes(reader);
    if (next === undefined) throw reader.unreadable('#end of an #if');
    branches.push({ condition, body });
    ending = next;
  }
  return { kind: 'if', branches };
}

/** `#[[ … ]]#` goes out as it is. */
function unparsed(reader: Reader): string {
  const [, text] = reader.take(/#\[\[([\s\S]*?)\]\]#/y) ?? [];
  if (text === undefined) throw reader.unreadable(']]#');
  return text;
}

/** A backslash before a reference or a directive makes it text; before another sign it is a backslash. */
function escaped(reader: Reader): string {
  const slashes = reader.take(/\\+/y)?.[0] ?? '';
  const isSpecial = reader.sees(referenceStart) || reader.sees(directiveStart);
  if (!isSpecial || slashes.length % 2 === 0) return isSpecial ? slashes.slice(slashes.length / 2) : slashes;
  return slashes.slice((slashes.length + 1) / 2) + (reader.take(/[$#]/y)?.[0] ?? '');
}
