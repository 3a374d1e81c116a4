import { type JsxElement, type MdxNode, walk } from '../references/mdx-tree.ts';

/** A name in a sentence that stands for a claim, a number, a fact or a verdict. */
export interface Named {
  element: string;
  attributes: Record<string, string>;
}

/** A sentence of a page as written, with the names in it. */
export interface GroundedSentence {
  /** In the file. */
  line: number;
  /** The heading above it; empty before the first one. */
  heading: string;
  parts: (string | Named)[];
}

/** The names that lead to a run, a fact or a judged statement. */
const grounding = ['Claim', 'Cost', 'Fact', 'Measured', 'Parameter', 'Predict', 'Verdict'];

/** Blocks whose text is read as one: what stands in them is split into sentences, a row of a table is not. */
const blocks = ['paragraph', 'heading', 'tableRow'];

/** The sentences of a page in which a claim, a number, a fact or a verdict stands, in its order. */
export function groundedSentences(page: MdxNode): GroundedSentence[] {
  const found: GroundedSentence[] = [];
  let heading = '';
  const visit = (node: MdxNode): void => {
    if (isNamed(node)) {
      found.push({ line: lineOf(node), heading, parts: [namedOf(node)] });
    } else if (blocks.includes(node.type)) {
      const names = [...walk(node)].filter(isNamed).map(namedOf);
      const text = flat(node, names.values());
      if (node.type === 'heading')
        heading = text.map((each) => (typeof each === 'string' ? each : '…')).join('');
      if (names.length === 0) return;
      const sentences = node.type === 'paragraph' ? sentencesOf(text) : [text];
      for (const parts of sentences.filter((each) => each.some((part) => typeof part !== 'string'))) {
        found.push({ line: lineOf(node), heading, parts });
      }
    } else {
      for (const child of node.children ?? []) visit(child);
    }
  };
  visit(page);
  return found;
}

const isNamed = (node: MdxNode): node is JsxElement => grounding.includes(node.name ?? '');

const lineOf = (node: MdxNode): number => node.position?.start.line ?? 1;

function namedOf(node: MdxNode): Named {
  const { name, attributes } = node as JsxElement;
  return {
    element: name ?? '',
    attributes: Object.fromEntries(
      // One without a value, such as `bare`, has the empty text.
      attributes.flatMap(({ name, value }) =>
        name && (value === null || typeof value === 'string') ? [[name, value ?? '']] : [],
      ),
    ),
  };
}

/** The text of a block with its names in their places. */
function flat(node: MdxNode, names: Iterator<Named>): (string | Named)[] {
  if (isNamed(node)) return [names.next().value as Named];
  // A comment in a heading holds its address.
  if (node.type === 'mdxTextExpression') return [];
  if (typeof node.value === 'string') return [node.value.replace(/\s+/g, ' ')];
  const inner = (node.children ?? []).flatMap((child) => flat(child, names));
  return node.type === 'tableCell' ? [...inner, ' | '] : inner;
}

/** Splits text with names in it where one sentence ends and another begins. */
function sentencesOf(parts: (string | Named)[]): (string | Named)[][] {
  const sentences: (string | Named)[][] = [[]];
  for (const part of joined(parts)) {
    if (typeof part !== 'string') {
      sentences.at(-1)?.push(part);
      continue;
    }
    const [first = '', ...others] = part.split(/(?<=[.!?][”’)]?)\s+/);
    sentences.at(-1)?.push(first);
    for (const other of others) sentences.push([other]);
  }
  return sentences;
}

/** Puts texts that follow each other together: emphasis in a sentence does not end it. */
function joined(parts: (string | Named)[]): (string | Named)[] {
  const all: (string | Named)[] = [];
  for (const part of parts) {
    const last = all.at(-1);
    if (typeof part === 'string' && typeof last === 'string') all[all.length - 1] = last + part;
    else all.push(part);
  }
  return all;
}
