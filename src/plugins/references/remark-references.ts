import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { cutRequest } from './cut-loader.ts';
import { dictionary } from './dictionary.ts';
import { esmImport, type JsxElement, type MdxNode, walk } from './mdx-tree.ts';
import { AuthorError } from './problem.ts';
import { takeAttributes } from './take-attributes.ts';

/** Remark plugin: turns each name of the dictionary into an import of the data that it means. */
export function remarkReferences({ root }: { root: string }) {
  return (tree: MdxNode, vfile: { path: string; value: unknown }) => {
    const page = vfile.path;
    const frontMatterLines = hiddenLines(page, String(vfile.value));
    const imports: MdxNode[] = [];
    const components = new Map<string, string>();

    for (const element of walk(tree)) {
      const kind = element.name ? dictionary[element.name] : undefined;
      if (!kind || !element.name) continue;
      const line = (element.position?.start.line ?? 0) + frontMatterLines;
      try {
        const attributes = takeAttributes(element, kind);
        const file = kind.locate(attributes, { root, page });
        const name = `reference${imports.length}`;
        const query = { element: element.name, attributes, root, page, line };
        imports.push(esmImport(name, cutRequest(file, query)));
        element.attributes.push(dataAttribute(name));
        if (kind.component) components.set(element.name, kind.component);
      } catch (error) {
        throw error instanceof AuthorError ? error.at(`${relative(root, page)}:${line}`) : error;
      }
    }
    const shown = [...components].map(([name, module]) => esmImport(name, module));
    tree.children?.unshift(...imports, ...shown);
  };
}

function dataAttribute(name: string): JsxElement['attributes'][number] {
  return {
    type: 'mdxJsxAttribute',
    name: 'data',
    value: {
      type: 'mdxJsxAttributeValueExpression',
      value: name,
      data: {
        estree: {
          type: 'Program',
          sourceType: 'module',
          body: [{ type: 'ExpressionStatement', expression: { type: 'Identifier', name } }],
        },
      },
    },
  };
}

/** Docusaurus takes the front matter off before remark runs: how many lines a line number is short by. */
function hiddenLines(page: string, content: string): number {
  return readFileSync(page, 'utf8').trimEnd().split('\n').length - content.trimEnd().split('\n').length;
}
