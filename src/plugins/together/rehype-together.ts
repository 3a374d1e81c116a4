import type { Node } from '../still/rehype-still.ts';

/** The words of the author's dictionary that stand in a sentence as a button (components/lesson/Sourced.tsx). */
export const valueNames = new Set(['Cost', 'Fact', 'Measured', 'Parameter', 'RunTime', 'Verdict']);

/**
 * Rehype plugin: gives each value of a sentence the signs that stand right before and after it, as `before` and `after`.
 * A browser may end a line on both sides of a button, whatever stands there; the value keeps its signs beside it.
 */
export function rehypeTogether() {
  return (tree: Node): void => {
    const { children = [] } = tree;
    children.forEach((each, at) => {
      if (each.type === 'mdxJsxTextElement' && valueNames.has(each.name ?? '')) {
        give(each, 'before', children[at - 1], /[\p{Ps}\p{Pi}]+$/u);
        give(each, 'after', children[at + 1], /^[\p{P}\p{S}]+/u);
      }
      rehypeTogether()(each);
    });
  };
}

/** Moves the signs that a text has beside a value to the value. */
function give(value: Node, name: string, beside: Node | undefined, pattern: RegExp): void {
  const signs = beside?.type === 'text' ? pattern.exec(beside.value ?? '')?.[0] : undefined;
  if (!beside || !signs) return;
  beside.value = beside.value?.replace(pattern, '') ?? '';
  value.attributes = [...(value.attributes ?? []), { type: 'mdxJsxAttribute', name, value: signs }];
}
