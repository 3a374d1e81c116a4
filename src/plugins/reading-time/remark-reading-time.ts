import { type JsxElement, type MdxNode, walk } from '../references/mdx-tree.ts';

/** How fast people read prose that they have to think about. */
const wordsPerMinute = 200;

/** Words that a reader reads: running text, also inside elements, but no code, imports or attributes. */
export function countWords(node: MdxNode): number {
  if (node.type === 'code' || node.type === 'mdxjsEsm') return 0;
  const own = node.type === 'text' || node.type === 'inlineCode' ? String(node.value ?? '') : '';
  const words = own.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
  return (node.children ?? []).reduce((sum, child) => sum + countWords(child), words);
}

/** Minutes to read that many words, at least one. */
export function minutesFor(words: number): number {
  return Math.max(1, Math.round(words / wordsPerMinute));
}

/**
 * Remark plugin: writes under the title of a lesson (`docs/<part>/<lesson>/index.mdx`) how long it takes to read, and
 * whether it judges statements of others.
 */
export function remarkReadingTime() {
  return (tree: MdxNode, vfile: { path: string }) => {
    if (!isLesson(vfile.path)) return;
    const attribute = (name: string, value: string) => ({ type: 'mdxJsxAttribute', name, value });
    const judges = [...walk(tree)].some(({ name }) => name === 'Verdict');
    const element: JsxElement = {
      type: 'mdxJsxFlowElement',
      name: 'ReadingTime',
      attributes: [
        attribute('minutes', String(minutesFor(countWords(tree)))),
        ...(judges ? [attribute('judges', 'yes')] : []),
      ],
      children: [],
    };
    tree.children?.unshift(element);
  };
}

const isLesson = (path: string) => /[\\/]docs[\\/][^\\/]+[\\/][^\\/]+[\\/]index\.mdx$/.test(path);
