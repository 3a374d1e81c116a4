import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as v from 'valibot';
import { parse } from 'yaml';
import { type Repair, repairSchema } from '#content/repair.ts';
import type { RepairJudge } from '#experiment/define-repair.ts';
import { readDocIds } from '../../plugins/question-bank/parts.ts';
import { CallError, TwoPartError } from '../call-error.ts';
import { findLabs, type Lab } from '../labs.ts';
import { suggestion } from '../nearest.ts';

/** A repair as it lies in its lab. */
export interface RepairFile {
  /** Its folder's name, which no other repair of any lab has. */
  name: string;
  lab: Lab;
  folder: string;
  repair: Repair;
}

/** Every repair of every lab, in the order of the lessons. Throws a TwoPartError where one does not fit its schema. */
export async function findRepairs(root: string, labsFolder = join(root, 'labs')): Promise<RepairFile[]> {
  const files = findLabs(labsFolder).flatMap(repairsOf);
  const lessons = await readDocIds(root);
  const placeOf = ({ repair }: RepairFile) => {
    const place = lessons.indexOf(`${repair.lesson}/index`);
    return place === -1 ? lessons.length : place;
  };
  return files.toSorted((a, b) => placeOf(a) - placeOf(b) || a.name.localeCompare(b.name));
}

function repairsOf(lab: Lab): RepairFile[] {
  const parent = join(lab.folder, 'repairs');
  if (!existsSync(parent)) return [];
  return readdirSync(parent, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => ({
      name,
      lab,
      folder: join(parent, name),
      repair: readRepair(join(parent, name, 'repair.yaml')),
    }));
}

function readRepair(file: string): Repair {
  const result = v.safeParse(repairSchema, parse(readFileSync(file, 'utf8')));
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw new TwoPartError(
    `${file}: ${v.getDotPath(issue) ?? 'the file'}: ${issue.message}.`,
    'src/content/repair.ts says what each field means.',
  );
}

/** The repair with this name; a wrong one is a CallError with the nearest. */
export function repairNamed(name: string, repairs: readonly RepairFile[]): RepairFile {
  const found = repairs.find((each) => each.name === name);
  if (found) return found;
  const known = repairs.map((each) => each.name);
  throw new CallError(
    `There is no repair "${name}".`,
    `${suggestion(name, known)} \`npm run repair\` lists them all.`,
  );
}

/** Loads what judges a repair. */
export async function loadJudge({ folder }: RepairFile): Promise<RepairJudge> {
  const { default: judge } = await import(pathToFileURL(join(folder, 'judge.ts')).href);
  return judge;
}
