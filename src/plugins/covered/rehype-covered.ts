import type { Node } from '../still/rehype-still.ts';

/**
 * Rehype plugin: puts what follows the heading “What was measured” into `<Covered>`, up to the next heading of that
 * rank, when the page asks for a guess above it.
 */
export function rehypeCovered() {
  return (tree: Node): void => {
    const blocks = tree.children ?? [];
    const heading = blocks.findIndex(
      (each) => isHeading(each) && textOf(each).trim() === 'What was measured',
    );
    if (heading < 0 || !blocks.slice(0, heading).some(({ name }) => name === 'Predict')) return;
    const next = blocks.findIndex((each, index) => index > heading && isHeading(each));
    const end = next < 0 ? blocks.length : next;
    const covered: Node = {
      type: 'mdxJsxFlowElement',
      name: 'Covered',
      attributes: [],
      children: blocks.slice(heading + 1, end),
    };
    tree.children = [...blocks.slice(0, heading + 1), covered, ...blocks.slice(end)];
  };
}

const isHeading = ({ tagName }: Node): boolean => tagName === 'h2';

function textOf({ value, children = [] }: Node): string {
  return value ?? children.map(textOf).join('');
}
