import * as v from 'valibot';
import { nearest } from '../../content/nearest.ts';
import type { ResourceType } from '../kernel/contracts/resource-type.ts';
import type { Problem } from './problem.ts';

/** What is wrong with a resource's properties, as its schema found it. */
export function problemsOfProperties(
  logicalId: string,
  type: ResourceType,
  issues: readonly v.BaseIssue<unknown>[],
): Problem[] {
  return issues.flatMap(eachUnknown(type)).map((issue) => {
    const path = v.getDotPath(issue);
    const at = path === null ? 'Properties' : `Properties.${path}`;
    return {
      logicalId,
      templatePath: `Resources.${logicalId}.${at}`,
      message: messageOf(issue, path ?? '', type),
    };
  });
}

/** A schema names the first property that it does not know; a template hears of all of them. */
const eachUnknown =
  (type: ResourceType) =>
  (issue: v.BaseIssue<unknown>): v.BaseIssue<unknown>[] => {
    const [at, ...below] = issue.path ?? [];
    if (!isUnknown(issue) || at?.type !== 'object' || below.length > 0) return [issue];
    const supported = supportedProperties(type, at.input);
    return Object.entries(at.input)
      .filter(([key]) => !supported.includes(key))
      .map(([key, value]) => ({ ...issue, path: [{ ...at, key, value }] }));
  };

const isUnknown = ({ type, expected }: v.BaseIssue<unknown>): boolean =>
  type === 'strict_object' && expected === 'never';

function messageOf(issue: v.BaseIssue<unknown>, path: string, type: ResourceType): string {
  if (isUnknown(issue)) {
    if (path.includes('.')) return 'this property is not supported.';
    const supported = supportedProperties(type, issue.path?.[0]?.input);
    const near = nearest(path, supported);
    return `this property is not supported.${near ? ` Did you mean ${near}?` : ''} Supported: ${supported.join(', ')}.`;
  }
  if (issue.received === 'undefined') return 'this property is missing.';
  // A check of several values together speaks for itself.
  if (issue.received === 'Object' || issue.received === 'Array') return `${issue.message}.`;
  return `${issue.received} is not possible: ${issue.message}.`;
}

function supportedProperties(type: ResourceType, properties: unknown): string[] {
  const schema = type.properties as unknown as SchemaOfProperties;
  const { entries = {} } = schema.getter?.(properties) ?? schema;
  return [...Object.keys(entries), ...Object.keys(type.withoutEffect)].sort();
}

/** A strict object, or what finds one for the properties at hand. */
interface SchemaOfProperties {
  entries?: Record<string, unknown>;
  getter?: (properties: unknown) => SchemaOfProperties;
}
