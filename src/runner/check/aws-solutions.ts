import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AwsSolutionsChecks } from 'cdk-nag';
import * as v from 'valibot';
import { parse } from 'yaml';
import { beforeProductionSchema, type Suppression } from '#content/before-production.ts';
import type { Context } from '../assembly.ts';
import type { Lab } from '../labs.ts';
import { project } from '../project.ts';
import { constructTrees } from './construct-trees.ts';
import type { Finding } from './finding.ts';

/** The one list of suppressions. */
export const suppressionsFile = join(project.root, 'src/content/before-production.yaml');

/** What a rule of cdk-nag's AWS Solutions has against a resource. */
export interface RuleFinding {
  lab: Lab;
  /** Without the name of the pack: `SQS4`. */
  rule: string;
  /** Of a rule that has several in one resource, which: `Resource::*`. */
  finding?: string | undefined;
  /** Path of the construct, from the stack on. */
  path: string;
  /** The rule's own words. */
  says: string;
}

/** Every suppression of the list, in its order. Throws valibot's error for a field that is none. */
export function readSuppressions(): Suppression[] {
  const { suppressions } = v.parse(beforeProductionSchema, parse(readFileSync(suppressionsFile, 'utf8')));
  return Object.values(suppressions).flat();
}

/** What the rules find in stacks, each with the settings that it is given; the same finding comes once. */
export async function ruleFindings(
  wanted: readonly { lab: Lab; context: Context }[],
): Promise<RuleFinding[]> {
  const found = new Map<string, RuleFinding>();
  for (const { lab, context } of wanted)
    for (const app of await constructTrees(lab, context))
      for (const { ruleName, description, violatingResources } of new AwsSolutionsChecks().validateScope(app)
        .violations)
        for (const { constructPath: path = '' } of violatingResources) {
          const [, rule = ruleName, finding] = /^AwsSolutions-(\w+)(?:\[(.*)\])?$/s.exec(ruleName) ?? [];
          found.set(`${ruleName} ${path}`, { lab, rule, finding, path, says: description });
        }
  return [...found.values()];
}

/** What is found and has no reason, and the reasons for what is found no more. */
export function compareWithSuppressions(
  found: readonly RuleFinding[],
  suppressions: readonly Suppression[],
): Finding[] {
  const needed = new Set<string>();
  const unexplained = found.filter((each) => {
    const [nearest] = suppressions
      .flatMap((suppression) => placesOf(suppression).map((place) => ({ suppression, place })))
      .filter(({ suppression, place }) => isAbout(suppression, place, each))
      .sort((a, b) => b.place.length - a.place.length);
    if (nearest) needed.add(keyOf(suppressions.indexOf(nearest.suppression), nearest.place));
    return !nearest;
  });
  return [
    ...unexplained.map(({ lab, rule, finding, path, says }) => ({
      where: join(lab.folder, 'stack.ts'),
      problem: `cdk-nag, AwsSolutions-${rule}${finding ? `[${finding}]` : ''}, about ${path}: ${says}`,
      remedy:
        'Change the stack. Where a lab has a reason not to, write it into src/content/before-production.yaml, with what to do before production.',
    })),
    ...suppressions.flatMap((suppression, index) =>
      placesOf(suppression)
        .filter((place) => !needed.has(keyOf(index, place)))
        .map((place) => ({
          where: suppressionsFile,
          problem: `Nothing needs the suppression of ${suppression.rule}${suppression.finding ? `[${suppression.finding}]` : ''}${place && ` at ${place}`} (“${suppression.asks}”).`,
          remedy: 'Take it out. If a lab needs it with other settings only, name them under its `settings`.',
        })),
    ),
  ];
}

/** Paths that a suppression is about; the empty one holds every stack. */
const placesOf = ({ at = [''] }: Suppression): readonly string[] => at;

const keyOf = (index: number, place: string) => `${index} ${place}`;

const isAbout = ({ rule, finding }: Suppression, place: string, found: RuleFinding): boolean =>
  rule === found.rule &&
  (place === '' || found.path === place || found.path.startsWith(`${place}/`)) &&
  (finding === undefined || new RegExp(`^(?:${finding})$`).test(found.finding ?? '')) &&
  // A rule that broke off has not looked: nobody gave a reason for what it would have found.
  !found.says.startsWith('Rule threw an error');
