/** What a record has under a name that somebody typed: nothing for `constructor` and what else every object has. */
export const ownValue = <T>(record: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(record, name) ? record[name] : undefined;
