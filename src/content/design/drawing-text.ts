/*
 * A drawing as text: one line for each part, as in `Queue: payments`, and one for each arrow, as in
 * `payments -> authorise`. Where a part stands may follow it, as in `@ 3,4`: column and row.
 */
import { freeName, withArrow } from './change.ts';
import {
  type Drawing,
  emptyDrawing,
  freePlace,
  isOnBoard,
  longestName,
  type Part,
  type Place,
  partAt,
  partOf,
} from './drawing.ts';
import { kindOf, labelOf, nounOf } from './part-kind.ts';

/** A line that says nothing that can be drawn: why, and what to do. */
export interface LineProblem {
  line: string;
  problem: string;
  remedy: string;
}

/** The text of a drawing; with `places`, so that reading it gives the very same drawing. */
export function drawingText({ parts, arrows, left }: Drawing, { places = false } = {}): string {
  const partLines = parts.map(({ kind, name, column, row }) => {
    const known = name === nounOf(kind) ? labelOf(kind) : `${labelOf(kind)}: ${name}`;
    return places ? `${known} @ ${column},${row}` : known;
  });
  return [...partLines, ...arrows.map(({ from, to }) => `${from} -> ${to}`), ...left].join('\n');
}

/**
 * Reads a drawing from text that somebody types. Parts whose place it does not say keep the one they have in `before`;
 * new ones get a free one. A line that is not understood is kept, and told.
 */
export function readDrawing(
  text: string,
  before: Drawing = emptyDrawing,
): { drawing: Drawing; problems: LineProblem[] } {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const problems: LineProblem[] = [];
  const asked: AskedPart[] = [];
  const arrowLines: string[] = [];
  for (const line of lines) {
    if (arrow.test(line)) {
      arrowLines.push(line);
      continue;
    }
    const read = partLine(line, asked);
    if ('problem' in read) problems.push({ line, ...read });
    else asked.push(read);
  }
  let drawing: Drawing = { ...emptyDrawing, parts: placed(asked, before) };
  if (drawing.parts.length < asked.length) {
    const full = { problem: 'The board is full.', remedy: 'Leave a part out that says little.' };
    for (const { kind, name } of asked.slice(drawing.parts.length))
      problems.push({ line: `${labelOf(kind)}: ${name}`, ...full });
  }
  for (const line of arrowLines) {
    const read = arrowLine(line, drawing, before);
    if ('problem' in read) problems.push({ line, ...read });
    else drawing = read;
  }
  return { drawing: { ...drawing, left: problems.map(({ line }) => line) }, problems };
}

const arrow = /\s*(?:-+>|=+>|→)\s*/;
const placeAtEnd = /\s*@\s*(\d{1,2})\s*,\s*(\d{1,2})$/;

type Problem = Omit<LineProblem, 'line'>;

/** A part as its line says it: without a place, or with one that it may not get. */
interface AskedPart extends Pick<Part, 'kind' | 'name'> {
  place?: Place;
}

/** `Queue: payments`, or `Queue` alone, which is then called queue. */
function partLine(line: string, others: readonly AskedPart[]): AskedPart | Problem {
  const [, column, row] = placeAtEnd.exec(line) ?? [];
  const place = column && row ? { column: Number(column), row: Number(row) } : undefined;
  const [word = '', ...rest] = line.replace(placeAtEnd, '').split(':');
  const kind = kindOf(word);
  if (!kind) {
    return {
      problem: `“${word.trim()}” is no kind of part, and there is no arrow in the line.`,
      remedy: 'Write “Queue: orders” for a part, or “accept -> orders” for an arrow.',
    };
  }
  const wanted = rest.join(' ').replace(/\s+/g, ' ').trim();
  if (wanted.length > longestName) {
    return { problem: 'The name is too long.', remedy: `Shorten it to ${longestName} characters at most.` };
  }
  const taken = others.some(({ name }) => name.toLowerCase() === wanted.toLowerCase());
  if (taken && wanted !== '') {
    return {
      problem: `There is another part called ${wanted}.`,
      remedy: 'Names tell parts apart: choose another one.',
    };
  }
  return { kind, name: wanted || freeName(others, nounOf(kind)), ...(place && { place }) };
}

/** Gives each part its place: the one it asks for, the one it had, or a free one. Parts beyond a full board are left out. */
function placed(asked: readonly AskedPart[], before: Drawing): Part[] {
  const gone = (part: Part | undefined) =>
    part && !asked.some(({ name }) => name.toLowerCase() === part.name.toLowerCase()) ? part : undefined;
  // Who stays where they are come first, so that nobody new takes their place.
  const wanted = asked.map(({ name, place }, at) => {
    const kept = place ?? partOf(before, name) ?? gone(before.parts[at]);
    return kept && isOnBoard(kept) ? { column: kept.column, row: kept.row } : undefined;
  });
  const sure = wanted.map((place, at) =>
    place && !wanted.slice(0, at).some((each) => each && same(each, place)) ? place : undefined,
  );
  const parts: Part[] = [];
  for (const [at, { name, kind }] of asked.entries()) {
    const taken = [...parts, ...sure.flatMap((place) => place ?? [])];
    const place = sure[at] ?? freePlace(taken, parts.at(-1));
    if (!place) return parts;
    parts.push({ name, kind, ...place });
  }
  return parts;
}

const same = (a: Place, b: Place) => a.column === b.column && a.row === b.row;

/** `buyer -> orders API -> accept`; a kind that has one part, or none yet, may stand for its name. */
function arrowLine(line: string, drawing: Drawing, before: Drawing): Drawing | Problem {
  let next = drawing;
  const names: string[] = [];
  const words = line.split(arrow).map((each) => each.trim());
  for (const word of words) {
    if (word === '') {
      return { problem: 'An arrow has an end without a part.', remedy: 'Write a part on both sides.' };
    }
    const meant = meantBy(word, next, before);
    if ('problem' in meant) return meant;
    next = meant.drawing;
    names.push(meant.name);
  }
  for (const [at, name] of names.entries()) {
    const from = names[at - 1];
    if (from === undefined) continue;
    if (from === name) {
      return { problem: `An arrow leads from ${name} to itself.`, remedy: 'Name another part at its end.' };
    }
    next = withArrow(next, from, name);
  }
  return next;
}

function meantBy(
  word: string,
  drawing: Drawing,
  before: Drawing,
): { drawing: Drawing; name: string } | Problem {
  const named = partOf(drawing, word);
  if (named) return { drawing, name: named.name };
  const kind = kindOf(word);
  if (!kind || word.length > longestName) {
    return {
      problem: `No part is called ${word}.`,
      remedy: `Add it in a line of its own, as in “Function: ${word}”, or correct the name.`,
    };
  }
  const ofKind = drawing.parts.filter((part) => part.kind === kind);
  if (ofKind.length === 1) return { drawing, name: (ofKind[0] as Part).name };
  if (ofKind.length > 1) {
    return {
      problem: `There are ${ofKind.length} parts of the kind ${nounOf(kind)}.`,
      remedy: `Write the name of the one you mean, as in “${ofKind[0]?.name}”.`,
    };
  }
  const kept = partOf(before, word);
  const free = kept && !partAt(drawing.parts, kept) ? kept : undefined;
  const place = free ?? freePlace(drawing.parts, drawing.parts.at(-1));
  if (!place) return { problem: 'The board is full.', remedy: 'Leave a part out that says little.' };
  const part = { name: word, kind, column: place.column, row: place.row };
  return { drawing: { ...drawing, parts: [...drawing.parts, part] }, name: word };
}
