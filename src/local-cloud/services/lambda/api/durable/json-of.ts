/** A value as Lambda's API sends it: times as Unix seconds. */
export function jsonOf(value: unknown): unknown {
  if (value instanceof Date) return value.getTime() / 1000;
  if (Array.isArray(value)) return value.map(jsonOf);
  if (value instanceof Object)
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, jsonOf(each)]));
  return value;
}
