/**
 * The paths of all fields of an event, sorted: `requestContext.identity.sourceIp`. Those of a place in `open` are the
 * request's own, such as its headers: the place alone is named.
 */
export function fieldsOf(event: object, open: readonly string[]): string[] {
  const fields: string[] = [];
  const visit = (value: unknown, path: string): void => {
    if (typeof value !== 'object' || value === null || Array.isArray(value) || open.includes(path)) {
      fields.push(path);
      return;
    }
    for (const [name, each] of Object.entries(value)) visit(each, path === '' ? name : `${path}.${name}`);
  };
  visit(event, '');
  return fields.sort();
}

/** Fields below one place, as `fieldsOf` names them. */
export const below = (place: string, ...names: string[]): string[] => names.map((each) => `${place}.${each}`);
