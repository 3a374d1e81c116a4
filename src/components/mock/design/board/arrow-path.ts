import { columns, type Place } from '#content/design/drawing.ts';

/** The share of a place that its part takes; Board.module.css says the same. */
export const partShare = { width: 0.82, height: 0.72 } as const;

interface Point {
  x: number;
  y: number;
}

/** Size of one place, in pixels. */
export interface PlaceSize {
  width: number;
  height: number;
}

/** How far a line bows to its side, in places, in the order in which it is tried. */
const bows = [0, 1, -1, 1.6, -1.6];
const steps = 40;
const headPixels = 7;

/**
 * An arrow between two parts as SVG: straight where nothing is in the way, else bowed around it on the board; where
 * nothing helps it is straight again. With `paired`, as where another one leads back, it keeps to its own side.
 */
export function arrowPath(
  from: Place,
  to: Place,
  others: readonly Place[],
  size: PlaceSize,
  paired = false,
): { line: string; head: string } {
  const [start, end] = [middleOf(from, size), middleOf(to, size)];
  const curves = bows.map((bow) => ({ start, by: bowed(from, to, bow + (paired ? 0.25 : 0), size), end }));
  const isFree = (point: Point) =>
    point.x > 0 &&
    point.x < columns * size.width &&
    point.y > 0 &&
    others.every((other) => !isInside(point, other, size, -2));
  const free = curves.find((curve) => samples(curve).every(isFree));
  const curve = free ?? (curves[0] as Curve);
  return drawn(cut(curve, from, to, size));
}

/** A quadratic Bézier curve. */
interface Curve {
  start: Point;
  by: Point;
  end: Point;
}

const middleOf = ({ column, row }: Place, { width, height }: PlaceSize): Point => ({
  x: (column - 0.5) * width,
  y: (row - 0.5) * height,
});

/** The point that draws a curve to its side. */
function bowed(from: Place, to: Place, bow: number, size: PlaceSize): Point {
  const [a, b] = [middleOf(from, size), middleOf(to, size)];
  const [across, down] = [to.column - from.column, to.row - from.row];
  const length = Math.hypot(across, down) || 1;
  return {
    x: (a.x + b.x) / 2 - (down / length) * bow * size.width,
    y: (a.y + b.y) / 2 + (across / length) * bow * size.height,
  };
}

function pointAt({ start, by, end }: Curve, t: number): Point {
  const at = (a: number, b: number, c: number) => (1 - t) ** 2 * a + 2 * (1 - t) * t * b + t ** 2 * c;
  return { x: at(start.x, by.x, end.x), y: at(start.y, by.y, end.y) };
}

const shares = Array.from({ length: steps + 1 }, (_, at) => at / steps);

const samples = (curve: Curve): Point[] => shares.map((t) => pointAt(curve, t));

/** Whether a point lies in a part, or nearer to it than some pixels (`within` below 0). */
function isInside({ x, y }: Point, place: Place, size: PlaceSize, within = 0): boolean {
  const middle = middleOf(place, size);
  return (
    Math.abs(x - middle.x) < (size.width * partShare.width) / 2 - within &&
    Math.abs(y - middle.y) < (size.height * partShare.height) / 2 - within
  );
}

/** The piece of a curve between its two parts. */
function cut(curve: Curve, from: Place, to: Place, size: PlaceSize): Curve {
  const leaves = shares.find((t) => !isInside(pointAt(curve, t), from, size)) ?? 0;
  const arrives = shares.findLast((t) => !isInside(pointAt(curve, t), to, size, -1)) ?? 1;
  const between = (a: number, b: number, c: number) =>
    (1 - leaves) * (1 - arrives) * a +
    ((1 - leaves) * arrives + leaves * (1 - arrives)) * b +
    leaves * arrives * c;
  const { start, by, end } = curve;
  return {
    start: pointAt(curve, leaves),
    by: { x: between(start.x, by.x, end.x), y: between(start.y, by.y, end.y) },
    end: pointAt(curve, arrives),
  };
}

/** The line, and the head in the direction in which it arrives. */
function drawn({ start, by, end }: Curve): { line: string; head: string } {
  const angle = Math.atan2(end.y - by.y, end.x - by.x);
  const back = (turn: number) =>
    at({ x: end.x - headPixels * Math.cos(angle + turn), y: end.y - headPixels * Math.sin(angle + turn) });
  return {
    line: `M${at(start)}Q${at(by)} ${at(end)}`,
    head: `M${back(0.45)}L${at(end)}L${back(-0.45)}Z`,
  };
}

const at = ({ x, y }: Point): string => `${x.toFixed(1)},${y.toFixed(1)}`;
