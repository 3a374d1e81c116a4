/**
 * A JSONPath of names and indexes made ready: `$`, `$.order.items[0].sku`, `$['name']`. Throws an Error for more than that.
 * The result is undefined where the document has nothing.
 */
export function compileJsonPath(path: string): (document: unknown) => unknown {
  const steps = [...path.matchAll(/\.([\w-]+)|\[(\d+)\]|\['([^']+)'\]/g)].map(
    ([, name, index, quoted]) => name ?? index ?? quoted ?? '',
  );
  if (!/^\$(\.[\w-]+|\[\d+\]|\['[^']+'\])*$/.test(path)) {
    throw new Error(
      `the JSONPath ${path} is not supported: names and indexes are, such as $.order.items[0].sku`,
    );
  }
  return (document) => {
    let value = document;
    for (const step of steps) value = (value as Record<string, unknown> | null | undefined)?.[step];
    return value;
  };
}
