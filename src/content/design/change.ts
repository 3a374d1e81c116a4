/* What a reader does at the board, each as a new drawing. */
import {
  type Drawing,
  freePlace,
  hasArrow,
  isOnBoard,
  longestName,
  type Place,
  partAt,
  partOf,
  sameName,
} from './drawing.ts';
import { nounOf, type PartKind } from './part-kind.ts';

/** The drawing with one more part, beside the part of the name `near`, and what it is called. Undefined on a full board. */
export function withPart(
  drawing: Drawing,
  kind: PartKind,
  near?: string,
): { drawing: Drawing; name: string } | undefined {
  const place = freePlace(drawing.parts, near === undefined ? undefined : partOf(drawing, near));
  if (!place) return undefined;
  const name = freeName(drawing.parts, nounOf(kind));
  return { drawing: { ...drawing, parts: [...drawing.parts, { name, kind, ...place }] }, name };
}

/** `queue`, or `queue 2` where there is a queue of that name. */
export function freeName(others: readonly { name: string }[], wanted: string): string {
  const taken = (name: string) => others.some((part) => sameName(part.name, name));
  if (!taken(wanted)) return wanted;
  let at = 2;
  while (taken(`${wanted} ${at}`)) at += 1;
  return `${wanted} ${at}`;
}

/** The drawing with a part at another place; what stood there goes to where it came from. Nothing leaves the board. */
export function withPartAt(drawing: Drawing, name: string, to: Place): Drawing {
  const part = partOf(drawing, name);
  if (!part || !isOnBoard(to)) return drawing;
  const other = partAt(drawing.parts, to);
  if (other === part) return drawing;
  const parts = drawing.parts.map((each) => {
    if (each === part) return { ...each, column: to.column, row: to.row };
    return each === other ? { ...each, column: part.column, row: part.row } : each;
  });
  return { ...drawing, parts };
}

/** The drawing with another kind for a part. */
export function withKind(drawing: Drawing, name: string, kind: PartKind): Drawing {
  const parts = drawing.parts.map((each) => (sameName(each.name, name) ? { ...each, kind } : each));
  return { ...drawing, parts };
}

/** A name as it is kept: no space around it, and one between its words. */
export const tidyName = (typed: string): string => typed.replace(/\s+/g, ' ').trim();

/** Why a part cannot have that name, and what to do; undefined when it can. */
export function nameProblem(drawing: Drawing, name: string, wanted: string): string | undefined {
  const to = tidyName(wanted);
  if (to === '') return 'A part without a name cannot be told from others. Type one or two words.';
  if (to.length > longestName)
    return `The name has ${to.length} characters. Shorten it to ${longestName} at most.`;
  if (/[:@→]|[-=]>/.test(to))
    return 'A colon, an @ or an arrow in a name would mean something else in the text. Leave it out.';
  const other = partOf(drawing, to);
  if (other && !sameName(other.name, name))
    return `There is another part called ${other.name}. Names tell parts apart: choose another one.`;
  return undefined;
}

/** The drawing with another name for a part, and its arrows with it. The name has no problem. */
export function withName(drawing: Drawing, name: string, wanted: string): Drawing {
  const to = tidyName(wanted);
  const renamed = (each: string) => (sameName(each, name) ? to : each);
  return {
    ...drawing,
    parts: drawing.parts.map((part) => ({ ...part, name: renamed(part.name) })),
    arrows: drawing.arrows.map(({ from, to: end }) => ({ from: renamed(from), to: renamed(end) })),
  };
}

/** The drawing with an arrow; the same one twice, and one to itself, change nothing. */
export function withArrow(drawing: Drawing, from: string, to: string): Drawing {
  const [start, end] = [partOf(drawing, from), partOf(drawing, to)];
  if (!start || !end || start === end || hasArrow(drawing, from, to)) return drawing;
  return { ...drawing, arrows: [...drawing.arrows, { from: start.name, to: end.name }] };
}

export function withoutArrow(drawing: Drawing, from: string, to: string): Drawing {
  const arrows = drawing.arrows.filter((each) => !(sameName(each.from, from) && sameName(each.to, to)));
  return { ...drawing, arrows };
}

/** The drawing without a part and its arrows. */
export function withoutPart(drawing: Drawing, name: string): Drawing {
  return {
    ...drawing,
    parts: drawing.parts.filter((part) => !sameName(part.name, name)),
    arrows: drawing.arrows.filter(({ from, to }) => !sameName(from, name) && !sameName(to, name)),
  };
}
