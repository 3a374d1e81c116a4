import type { JsxElement, MdxNode } from '../references/mdx-tree.ts';
import { experimentsIn } from '../references/names-in-lesson.ts';

/** A line of a listing that runs a lab, or one experiment of it. */
const command = /^npm run lab ([a-z0-9-]+)(?:\/([a-z0-9-]+))?$/;

/** Remark plugin: below each listing that runs experiments stands a `<RunHere>` for each of them. */
export function remarkRunHere() {
  return (tree: MdxNode, vfile: { value: unknown }) => {
    const page = String(vfile.value);
    tree.children = (tree.children ?? []).flatMap((node) => [
      node,
      ...(node.type === 'code' ? experimentsOf(String(node.value), page) : []).map((experiment) =>
        runHere(experiment, node),
      ),
    ]);
  };
}

/** What the lines run. A lab has many experiments: of them, those that the page shows. */
function experimentsOf(listing: string, page: string): string[] {
  return listing.split('\n').flatMap((line) => {
    const [, lab, name] = command.exec(line.trim()) ?? [];
    if (lab === undefined) return [];
    return name ? [`${lab}/${name}`] : experimentsIn(page).filter((each) => each.startsWith(`${lab}/`));
  });
}

const runHere = (experiment: string, { position }: MdxNode): JsxElement => ({
  type: 'mdxJsxFlowElement',
  name: 'RunHere',
  attributes: [{ type: 'mdxJsxAttribute', name: 'experiment', value: experiment }],
  children: [],
  ...(position && { position }),
});
