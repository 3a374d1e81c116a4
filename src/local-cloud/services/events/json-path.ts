/**
 * What a path of EventBridge's selects of an event: `$`, `$.detail.items[0].id`, `$.detail.items[*].id`; undefined when
 * it is not there. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html
 */
export function selectPath(path: string, event: unknown): unknown {
  let values: unknown[] = [event];
  let many = false;
  for (const [, name, index] of path.matchAll(steps)) {
    if (name === '*' || index === '*') many = true;
    values = values.flatMap((value) => take(value, name ?? index ?? ''));
  }
  return many ? values : values[0];
}

/** Whether it is a path at all. */
export const isPath = (text: string): boolean => /^\$(\.[\w\-/]+|\.\*|\[(\d+|\*)\])*$/.test(text);

const steps = /\.([\w\-/]+|\*)|\[(\d+|\*)\]/g;

function take(value: unknown, step: string): unknown[] {
  if (typeof value !== 'object' || value === null) return [];
  if (step === '*') return Object.values(value);
  const found = (value as Record<string, unknown>)[step];
  return found === undefined ? [] : [found];
}
