import type { Axis, CourseMoment } from '#content/chart.ts';
import type { Evidence } from '#content/evidence.ts';
import { findVariant } from './evidence-file.ts';
import { AuthorError, unknownName } from './problem.ts';

/**
 * Moments that an author named as `variant:parameter`, where the parameter holds the time. What happens at the same time
 * in several variants stands there once. Throws AuthorError for an unknown name or a parameter that is no number.
 */
export function momentsOf(
  evidence: Evidence,
  { events, eventLabel }: { events?: string | undefined; eventLabel?: string | undefined },
  x: Axis,
  /** How many variants are drawn. What happens in all of them is said without their names. */
  drawn: number,
): CourseMoment[] {
  if (events === undefined) return [];
  if (!eventLabel) {
    throw new AuthorError(
      'events without an eventLabel.',
      'Say what happens then: eventLabel="the burst ends".',
    );
  }
  const moments = events.split(/\s+/).map((named) => {
    const [name = '', parameter = ''] = named.split(':');
    const variant = findVariant(evidence, name);
    const found = variant.parameters.find((each) => each.name === parameter);
    if (!found) {
      const all = variant.parameters.map((each) => each.name);
      throw unknownName('parameter', parameter, all, `of variant "${name}"`);
    }
    if (typeof found.value !== 'number') {
      throw new AuthorError(
        `the parameter "${parameter}" is no number.`,
        'An event needs a time on the axis.',
      );
    }
    return { at: found.value, variant: variant.label };
  });
  return [...Map.groupBy(moments, ({ at }) => at)].map(([at, of]) => ({
    at,
    x: (at / x.end) * 100,
    label:
      of.length === drawn ? eventLabel : `${eventLabel} (${of.map(({ variant }) => variant).join(', ')})`,
  }));
}
