/** A pattern with `*` (any text) and `?` (any one character) as a regular expression for the whole text. */
export function wildcard(pattern: string, flags = ''): RegExp {
  const escaped = pattern.replaceAll(/[.+^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`, flags);
}
