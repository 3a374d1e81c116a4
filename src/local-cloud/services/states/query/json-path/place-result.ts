import type { DefiniteStep } from './syntax.ts';

/**
 * The state's input with the result at the place that ResultPath names; what lacks on the way is made. Undefined when the
 * path cannot be applied to this input.
 * https://docs.aws.amazon.com/step-functions/latest/dg/input-output-resultpath.html
 */
export function withResult(
  input: unknown,
  [step, ...rest]: readonly DefiniteStep[],
  result: unknown,
): { output: unknown } | undefined {
  if (!step) return { output: result };
  if (step.kind === 'index') {
    const index = Array.isArray(input) && step.index < 0 ? input.length + step.index : step.index;
    if (!Array.isArray(input) || !(index in input)) return undefined;
    const inner = withResult(input[index], rest, result);
    return inner && { output: input.with(index, inner.output) };
  }
  const holder = input === undefined ? {} : input;
  if (typeof holder !== 'object' || holder === null || Array.isArray(holder)) return undefined;
  const before = Object.hasOwn(holder, step.name)
    ? (holder as Record<string, unknown>)[step.name]
    : undefined;
  const inner = withResult(before, rest, result);
  return inner && { output: { ...holder, [step.name]: inner.output } };
}
