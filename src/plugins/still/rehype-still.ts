/** A node of the tree, as far as this plugin looks at it. */
export interface Node {
  type: string;
  name?: string | null;
  tagName?: string;
  children?: Node[];
  attributes?: unknown[];
  value?: string;
}

/** The words of the author's dictionary that are the same for every reader at every time: React has nothing to do in them. */
export const stillNames = new Set([
  'AlarmTable',
  'Architecture',
  'Assumed',
  'Claim',
  'Cost',
  'CostTable',
  'Fact',
  'Hook',
  'Measured',
  'Outcomes',
  'Parameter',
  'ReadingTime',
  'Recap',
  'RunTime',
  'Verdict',
]);

/** Rehype plugin: puts each run of blocks in which nothing ever changes into one `<Still>`. */
export function rehypeStill() {
  return (tree: Node): void => {
    for (const each of tree.children ?? []) if (each.name === 'Covered') rehypeStill()(each);
    const blocks: Node[] = [];
    let run: Node[] = [];
    const end = () => {
      if (run.some(isBlock))
        blocks.push({ type: 'mdxJsxFlowElement', name: 'Still', attributes: [], children: run });
      else blocks.push(...run);
      run = [];
    };
    for (const each of tree.children ?? []) {
      if (isStill(each)) run.push(each);
      else {
        end();
        blocks.push(each);
      }
    }
    end();
    tree.children = blocks;
  };
}

const isBlock = ({ type }: Node): boolean => type === 'element' || type === 'mdxJsxFlowElement';

/** Whether all of it is text, HTML, and words of the list. An import is none of these. */
function isStill({ type, name, tagName, children = [] }: Node): boolean {
  if (type === 'mdxjsEsm') return false;
  if (type.startsWith('mdxJsx') && !(name && (stillNames.has(name) || /^[a-z]/.test(name)))) return false;
  if (tagName === 'details' || tagName === 'img' || name === 'details' || name === 'admonition') return false;
  return children.every(isStill);
}
