import type { NotificationRule } from './notification-rule.ts';

/**
 * Why two of the rules cannot stand side by side, or undefined: "you can't define filtering rules with overlapping
 * prefixes, overlapping suffixes, or prefix and suffix overlapping for the same event types".
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-filtering.html
 */
export function overlapOf(rules: readonly NotificationRule[]): string | undefined {
  for (const [index, a] of rules.entries())
    for (const b of rules.slice(index + 1))
      if (
        a.events.some((each) => b.events.some((other) => isSameEvent(each, other))) &&
        (a.prefix.startsWith(b.prefix) || b.prefix.startsWith(a.prefix)) &&
        (a.suffix.endsWith(b.suffix) || b.suffix.endsWith(a.suffix))
      )
        return `is ambiguously defined: cannot have overlapping suffixes in two rules if the prefixes are overlapping for the same event type (${a.events.join(', ')} with prefix “${a.prefix}” and suffix “${a.suffix}”, ${b.events.join(', ')} with prefix “${b.prefix}” and suffix “${b.suffix}”)`;
  return undefined;
}

/** Whether a configured type covers a type: `s3:ObjectCreated:*` covers `s3:ObjectCreated:Put`. */
export const coversEvent = (configured: string, type: string): boolean =>
  configured.endsWith('*') ? type.startsWith(configured.slice(0, -1)) : configured === type;

const isSameEvent = (a: string, b: string): boolean => coversEvent(a, b) || coversEvent(b, a);
