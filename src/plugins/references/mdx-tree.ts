/** As much of the MDX syntax tree as our plugins touch. */
export interface MdxNode {
  type: string;
  children?: MdxNode[];
  position?: { start: { line: number } };
  value?: unknown;
  data?: unknown;
  name?: string | null;
}

/** A JSX element that an author wrote. */
export interface JsxElement extends MdxNode {
  attributes: { type: string; name?: string; value?: unknown }[];
}

/** All JSX elements of a tree, in the order of the page. */
export function* walk(node: MdxNode): Generator<JsxElement> {
  if (node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement') yield node as JsxElement;
  for (const child of node.children ?? []) yield* walk(child);
}

/** The node of `import <name> from '<request>'`. */
export function esmImport(name: string, request: string): MdxNode {
  return {
    type: 'mdxjsEsm',
    value: '',
    data: {
      estree: {
        type: 'Program',
        sourceType: 'module',
        body: [
          {
            type: 'ImportDeclaration',
            specifiers: [{ type: 'ImportDefaultSpecifier', local: { type: 'Identifier', name } }],
            source: { type: 'Literal', value: request, raw: JSON.stringify(request) },
            attributes: [],
          },
        ],
      },
    },
  };
}
