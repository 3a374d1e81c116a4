import { MappingError } from './mapping-template.ts';

/**
 * A URI with a value for each `{name}` in it. `encode` writes a value as the URI has it. Throws a MappingError for a
 * parameter without a value: braces are no characters of a URI, and the caller gets a 500.
 */
export const withPathParameters = (
  uri: string,
  values: Readonly<Record<string, string>>,
  encode: (value: string) => string = (value) => value,
): string =>
  uri.replaceAll(/\{([^{}]*)\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new MappingError(`the path parameter ${name} of ${uri} has no value`);
    return encode(value);
  });
