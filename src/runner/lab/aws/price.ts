import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { billOf } from '#content/cost/bill.ts';
import { billed, type Usage } from '#content/cost/billed.ts';
import { dollarsForOne, pricesOf } from '#content/cost/prices.ts';
import type { Fact } from '#content/fact.ts';
import type { Template } from '#experiment/deployment.ts';
import { project } from '../../project.ts';
import type { Charge, RehearsedRun } from './charge.ts';
import { charges } from './charges.ts';
import type { Rehearsal } from './rehearsal.ts';
import { usageOfAnHour, usageOfRun } from './usage.ts';

/** What a run costs, at list prices: what is free each month is not taken off. */
export interface Price {
  /** Dollars an hour while a stack stands and nobody uses it. */
  hourly: number;
  /** Dollars for all of the run. */
  run: number;
  /** What is used most, in words. */
  lines: { label: string; used: number; dollars: number }[];
  /** The day of the oldest of the prices. */
  asOf: string;
}

/** How long a stack is taken to stand besides the run itself: until it is created, and until it is deleted. */
const standingHours = 0.25;

/** What is used of one thing, and what that costs. */
interface Line {
  label: string;
  /** The fact that says what one of it costs. */
  price: string;
  used: number;
  dollars: number;
  /** Of what is used by the hour: an hour that has begun counts whole. */
  wholeHours?: true | undefined;
}

type FactOf = (id: string) => Fact;

/** The price of a run: what it does, and what its stacks cost while they stand. */
export function priceOf(
  rehearsal: Rehearsal,
  /** One for each setting that is deployed. */
  templates: readonly Template[],
  factOf: FactOf = readFact,
): Price {
  const hours = rehearsal.durationSeconds / 3600 + standingHours;
  const [anHour = []] = templates
    .map((template) => linesOfAnHour(template, factOf))
    .toSorted((a, b) => dollarsOf(b) - dollarsOf(a));
  const standing = anHour.map((line) =>
    times(line, rehearsal.deployments * (line.wholeHours ? Math.ceil(hours) : hours)),
  );
  const lines = together([...linesOfRun(rehearsal, templates, factOf), ...standing]);
  const prices = [...Object.values(billed), ...lines].map(({ price }) => price);
  return {
    hourly: dollarsOf(anHour),
    run: dollarsOf(lines),
    lines: lines.toSorted((a, b) => b.dollars - a.dollars),
    asOf: prices.map((price) => factOf(price).asOf).sort()[0] ?? '',
  };
}

const linesOfAnHour = (template: Template, factOf: FactOf): Line[] => [
  ...billLines(usageOfAnHour(template), factOf),
  ...chargeLines(({ inAnHour }) => inAnHour?.(template), factOf),
];

function linesOfRun(rehearsal: Rehearsal, templates: readonly Template[], factOf: FactOf): Line[] {
  const run: RehearsedRun = { ...rehearsal, templates };
  return [
    ...billLines(usageOfRun(rehearsal, templates), factOf),
    ...chargeLines(({ inRun }) => inRun?.(run), factOf),
  ];
}

const billLines = (usage: Usage, factOf: FactOf): Line[] =>
  billOf(usage, pricesOf(factOf)).lines.map(({ kind, used, dollars }) => ({
    ...{ label: billed[kind].label, price: billed[kind].price },
    ...{ used, dollars },
  }));

const chargeLines = (usedOf: (charge: Charge) => number | undefined, factOf: FactOf): Line[] =>
  charges.flatMap((charge) => {
    const used = usedOf(charge) ?? 0;
    if (used === 0) return [];
    const { label, price, wholeHours } = charge;
    return [{ label, price, wholeHours, used, dollars: used * dollarsForOne(price, factOf(price)) }];
  });

const times = (line: Line, factor: number): Line => ({
  ...line,
  used: line.used * factor,
  dollars: line.dollars * factor,
});

/** One line for each thing. */
const together = (lines: readonly Line[]): Line[] =>
  [...Map.groupBy(lines, ({ label }) => label).values()].flatMap((same) => {
    const [first] = same;
    if (!first) return [];
    return [{ ...first, used: same.reduce((sum, { used }) => sum + used, 0), dollars: dollarsOf(same) }];
  });

const dollarsOf = (lines: readonly Line[]): number => lines.reduce((sum, { dollars }) => sum + dollars, 0);

const readFact = (id: string): Fact => {
  const { asOf, ...fact } = parse(readFileSync(join(project.facts, `${id}.yaml`), 'utf8'));
  return { ...fact, asOf: asOf instanceof Date ? asOf.toISOString().slice(0, 10) : asOf };
};
