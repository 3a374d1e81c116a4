import type { PartKind } from './part-kind.ts';

/** How many places the board has beside each other, and below each other at most. */
export const columns = 4;
export const mostRows = 12;
/** How long the name of a part may be, in characters. */
export const longestName = 40;

/** A place on the board, both numbers from 1. */
export interface Place {
  column: number;
  row: number;
}

/** One thing in a design. Its name tells it apart, whatever the case. */
export interface Part extends Place {
  name: string;
  kind: PartKind;
}

/** One part hands on to another, or calls it: both by name, as the parts spell them. */
export interface Arrow {
  from: string;
  to: string;
}

/** What a reader has drawn, or typed. No two parts have one name or one place. */
export interface Drawing {
  parts: readonly Part[];
  arrows: readonly Arrow[];
  /** Lines of its text that nobody understood yet, as they were typed. */
  left: readonly string[];
}

export const emptyDrawing: Drawing = { parts: [], arrows: [], left: [] };

export const sameName = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/** The part of that name. */
export const partOf = ({ parts }: Drawing, name: string): Part | undefined =>
  parts.find((part) => sameName(part.name, name));

/** Whether a part hands on to another one. */
export const hasArrow = ({ arrows }: Drawing, from: string, to: string): boolean =>
  arrows.some((arrow) => sameName(arrow.from, from) && sameName(arrow.to, to));

/** What stands at a place. */
export const partAt = <At extends Place>(parts: readonly At[], place: Place): At | undefined =>
  parts.find((part) => part.column === place.column && part.row === place.row);

/** Whether the board has that place. */
export const isOnBoard = ({ column, row }: Place): boolean =>
  column >= 1 && column <= columns && row >= 1 && row <= mostRows;

/** A free place: beside or below the given one where there is room, else the first from the top. Undefined on a full board. */
export function freePlace(taken: readonly Place[], near?: Place): Place | undefined {
  const beside = near
    ? [
        { column: near.column + 1, row: near.row },
        { column: near.column, row: near.row + 1 },
        { column: near.column - 1, row: near.row },
        { column: near.column + 1, row: near.row + 1 },
        { column: near.column - 1, row: near.row + 1 },
      ]
    : [];
  const all = Array.from({ length: columns * mostRows }, (_, at) => ({
    column: (at % columns) + 1,
    row: Math.floor(at / columns) + 1,
  }));
  return [...beside, ...all].find((place) => isOnBoard(place) && !partAt(taken, place));
}

/** How many rows a drawing takes, one at least. */
export const usedRowsOf = ({ parts }: Drawing): number => Math.max(1, ...parts.map(({ row }) => row));

/** How many rows the board shows: what is used and one more, four at least. */
export const rowsOf = (drawing: Drawing): number => Math.min(mostRows, Math.max(4, usedRowsOf(drawing) + 1));
