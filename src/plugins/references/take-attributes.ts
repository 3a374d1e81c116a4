import type { Attributes, ReferenceKind } from './kind.ts';
import type { JsxElement } from './mdx-tree.ts';
import { AuthorError, unknownName } from './problem.ts';

/** Removes the attributes that choose data from the element, and returns them. Throws AuthorError for a misspelt one. */
export function takeAttributes(element: JsxElement, kind: ReferenceKind): Attributes {
  const choosing = [...kind.required, ...(kind.optional ?? [])];
  const known = [...choosing, ...(kind.own ?? [])];
  const taken: Attributes = {};
  for (const { name, value } of element.attributes) {
    if (name === undefined || !known.includes(name)) {
      throw unknownName('attribute', name ?? '{…}', known, `of <${element.name}>`);
    }
    if (!choosing.includes(name)) continue;
    if (typeof value !== 'string') {
      throw new AuthorError(
        `${name} of <${element.name}> is not a plain string.`,
        `Write ${name}="…": it is read when the site is built.`,
      );
    }
    taken[name] = value;
  }
  const missing = kind.required.filter((name) => taken[name] === undefined);
  if (missing.length > 0) {
    throw new AuthorError(
      `<${element.name}> lacks ${missing.join(', ')}.`,
      `Write <${element.name} ${kind.required.map((name) => `${name}="…"`).join(' ')} />.`,
    );
  }
  element.attributes = element.attributes.filter(({ name }) => !choosing.includes(name ?? ''));
  return taken;
}
