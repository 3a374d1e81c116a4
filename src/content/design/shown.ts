import type { Drawing, Part } from './drawing.ts';
import { nounOf, oneOf, type PartKind } from './part-kind.ts';
import type { Wanted } from './wanted.ts';

/** Whether a drawing has what a rubric asks for, and in words where it is or what is missing. */
export interface Shown {
  met: boolean;
  says: string;
}

type Kinds = PartKind | readonly PartKind[];

/** Looks for one thing in a drawing. Arrows count in their direction, but for `beside`. */
export function shown(wanted: Wanted, drawing: Drawing): Shown {
  if ('has' in wanted) return parts(wanted.has, wanted.times ?? 1, drawing);
  if ('arrow' in wanted) return arrow(wanted.arrow, drawing);
  if ('way' in wanted) return way(wanted.way, drawing);
  if ('each' in wanted) return each(wanted.each, wanted.to, drawing);
  if ('own' in wanted) return own(wanted, drawing);
  if ('beside' in wanted) return beside(wanted, drawing);
  if ('after' in wanted) return after(wanted, drawing);
  if ('one' in wanted) return hub(wanted, drawing);
  return apart(wanted, drawing);
}

/** All that a point asks for: said when the drawing has all of it, partly when it has some. */
export function tickOf(all: readonly Shown[]): 'said' | 'partly' | 'missed' {
  const met = all.filter((one) => one.met).length;
  if (met === all.length) return 'said';
  return met > 0 ? 'partly' : 'missed';
}

function parts(kinds: Kinds, times: number, drawing: Drawing): Shown {
  const found = drawing.parts.filter(isOneOf(kinds));
  if (found.length >= times) return { met: true, says: `Drawn: ${found.map(titleOf).join(', ')}.` };
  if (times === 1) return { met: false, says: `Not drawn: ${any(kinds)}.` };
  const noun = asList(kinds).map(nounOf).join(' or ');
  return { met: false, says: `Drawn: ${found.length} of the kind ${noun}; asked for: at least ${times}.` };
}

function arrow([from, to]: [Kinds, Kinds], drawing: Drawing): Shown {
  const found = arrowsOf(drawing).find(([start, end]) => isOneOf(from)(start) && isOneOf(to)(end));
  if (found) return { met: true, says: `Drawn: ${found[0].name} → ${found[1].name}.` };
  return { met: false, says: `Not drawn: an arrow from ${any(from)} to ${any(to)}.` };
}

function way(wanted: readonly Kinds[], drawing: Drawing): Shown {
  const found = findWay(wanted, drawing);
  if (found) return { met: true, says: `Drawn: ${namesOf(found)}.` };
  const [first, ...rest] = wanted.map(any);
  return { met: false, says: `Not drawn: arrows that lead from ${first} to ${rest.join(', then to ')}.` };
}

function each(kinds: Kinds, to: Kinds, drawing: Drawing): Shown {
  const all = drawing.parts.filter(isOneOf(kinds));
  if (all.length === 0) return { met: false, says: `Not drawn: ${any(kinds)}.` };
  const arrows = arrowsOf(drawing);
  const without = all.filter((part) => !arrows.some(([start, end]) => start === part && isOneOf(to)(end)));
  if (without.length === 0) return { met: true, says: `Drawn: ${any(to)} behind ${listed(all)}.` };
  return { met: false, says: `Not drawn: an arrow to ${any(to)} from ${listed(without)}.` };
}

function apart({ from, to, by }: { from: Kinds; to: Kinds; by: Kinds }, drawing: Drawing): Shown {
  const whole = findWay([from, to], drawing);
  if (!whole) return { met: false, says: `Not drawn: arrows that lead from ${any(from)} to ${any(to)}.` };
  const isBy = isOneOf(by);
  const past = findWay([from, to], {
    ...drawing,
    parts: drawing.parts.filter((part) => !isBy(part) || isOneOf(from)(part) || isOneOf(to)(part)),
  });
  if (past) return { met: false, says: `Without ${any(by)} between: ${namesOf(past)}.` };
  return { met: true, says: `Drawn: ${namesOf(whole)}.` };
}

function own({ own, of }: { own: Kinds; of: readonly Kinds[] }, drawing: Drawing): Shown {
  const reaches = drawing.parts.filter(isOneOf(own)).map((part) => {
    const led = reachedFrom(part, own, drawing);
    return { part, ends: of.filter((kinds) => led.some(isOneOf(kinds))) };
  });
  const owners = of.map((kinds) => reaches.find(({ ends }) => ends.length === 1 && ends[0] === kinds)?.part);
  const missing = of.filter((_, at) => !owners[at]);
  if (missing.length === 0)
    return { met: true, says: `Drawn: ${listed(owners.flatMap((part) => part ?? []))}.` };
  const says = missing.map(
    (kinds) =>
      `${any(own)} that leads to ${any(kinds)} and not to ${of
        .filter((each) => each !== kinds)
        .map(any)
        .join(' or ')}`,
  );
  return { met: false, says: `Not drawn: ${says.join(', and ')}.` };
}

function beside({ one, beside }: { one: Kinds; beside: readonly Kinds[] }, drawing: Drawing): Shown {
  const arrows = arrowsOf(drawing);
  const next = (part: Part) =>
    arrows.flatMap(([start, end]) => (start === part ? [end] : end === part ? [start] : []));
  for (const part of drawing.parts.filter(isOneOf(one))) {
    const found = beside.flatMap((kinds) => next(part).find(isOneOf(kinds)) ?? []);
    if (found.length === beside.length)
      return { met: true, says: `Drawn: ${part.name}, beside ${listed(found)}.` };
  }
  const others = beside.map(any).join(' and to ');
  return { met: false, says: `Not drawn: ${any(one)} that is joined to ${others}.` };
}

function after({ one, after }: { one: Kinds; after: readonly Kinds[] }, drawing: Drawing): Shown {
  for (const part of drawing.parts.filter(isOneOf(one))) {
    const leads = (start: Part) => reachedFrom(start, [], drawing).includes(part);
    const starts = after.flatMap(
      (kinds) => drawing.parts.find((start) => isOneOf(kinds)(start) && leads(start)) ?? [],
    );
    if (starts.length === after.length)
      return { met: true, says: `Drawn: arrows to ${part.name} from ${listed(starts)}.` };
  }
  const all = after.map(any).join(' and from ');
  return { met: false, says: `Not drawn: ${any(one)} that arrows lead to from ${all}.` };
}

function hub({ one, to, times }: { one: Kinds; to: Kinds; times: number }, drawing: Drawing): Shown {
  const arrows = arrowsOf(drawing);
  for (const part of drawing.parts.filter(isOneOf(one))) {
    const ends = arrows.flatMap(([start, end]) => (start === part && isOneOf(to)(end) ? [end] : []));
    if (ends.length >= times) return { met: true, says: `Drawn: ${part.name} → ${listed(ends)}.` };
  }
  const noun = asList(to).map(nounOf).join(' or ');
  return { met: false, says: `Not drawn: ${any(one)} with arrows to at least ${times} of the kind ${noun}.` };
}

/** What a part leads to before the next part of these kinds. */
function reachedFrom(part: Part, until: Kinds, drawing: Drawing): Part[] {
  const arrows = arrowsOf(drawing);
  const reached = new Set<Part>();
  let fringe = [part];
  while (fringe.length > 0) {
    const ends = arrows.flatMap(([start, end]) => (fringe.includes(start) ? [end] : []));
    fringe = ends.filter((end) => !reached.has(end) && !isOneOf(until)(end));
    for (const end of fringe) reached.add(end);
  }
  return [...reached];
}

/** The shortest way along arrows that meets these kinds in this order. */
function findWay(wanted: readonly Kinds[], drawing: Drawing): Part[] | undefined {
  const arrows = arrowsOf(drawing);
  const last = wanted.length - 1;
  const reached = (part: Part, at: number) => (isOneOf(wanted[at + 1] ?? [])(part) ? at + 1 : at);
  let fringe = drawing.parts.filter(isOneOf(wanted[0] ?? [])).map((part) => ({ way: [part], part, at: 0 }));
  const seen = new Set<string>();
  while (fringe.length > 0) {
    const next: typeof fringe = [];
    for (const { way, part, at } of fringe) {
      if (at === last) return way;
      if (seen.has(`${at} ${part.name}`)) continue;
      seen.add(`${at} ${part.name}`);
      for (const [start, end] of arrows)
        if (start === part) next.push({ way: [...way, end], part: end, at: reached(end, at) });
    }
    fringe = next;
  }
  return undefined;
}

/** The arrows between parts that are there. */
function arrowsOf({ parts, arrows }: Drawing): [Part, Part][] {
  const byName = new Map(parts.map((part) => [part.name.toLowerCase(), part]));
  return arrows.flatMap(({ from, to }): [Part, Part][] => {
    const [start, end] = [byName.get(from.toLowerCase()), byName.get(to.toLowerCase())];
    return start && end ? [[start, end]] : [];
  });
}

const asList = (kinds: Kinds): readonly PartKind[] => (typeof kinds === 'string' ? [kinds] : kinds);

const isOneOf =
  (kinds: Kinds) =>
  ({ kind }: Part): boolean =>
    asList(kinds).includes(kind);

const any = (kinds: Kinds): string => asList(kinds).map(oneOf).join(' or ');

const namesOf = (way: readonly Part[]): string => way.map(({ name }) => name).join(' → ');

const listed = (all: readonly Part[]): string => all.map(({ name }) => name).join(', ');

/** A part by kind and name, e.g. `queue payments`; one that is named by its kind is said once. */
const titleOf = ({ kind, name }: Part): string =>
  name.toLowerCase().startsWith(nounOf(kind).toLowerCase()) ? name : `${nounOf(kind)} ${name}`;
