import type { Evidence } from '#content/evidence.ts';
import { NotJudged } from '../call-error.ts';
import { exitCodeOf, exitCodes } from '../exit-codes.ts';
import { type ExperimentFile, findExperiments, findLabs } from '../labs.ts';
import { project } from '../project.ts';
import { openScreen } from '../terminal/open-screen.ts';
import type { Screen } from '../terminal/screen.ts';
import { evidenceText } from './evidence.ts';
import type { LabFlags } from './flags.ts';
import { runLab } from './run-lab.ts';

/** What became of one experiment: its evidence, and why there is none or it was not recorded. */
interface Ended {
  name: string;
  evidence?: Evidence;
  error?: unknown;
}

/**
 * Runs every experiment, one after the other. Gives what `exitCodeOf` says of all claims, and 1 when a run breaks off.
 */
export async function runAll(flags: LabFlags, signal: AbortSignal): Promise<number> {
  const screen = await openScreen(flags.json ? process.stderr : process.stdout, !flags.yes && !flags.json);
  const files = filesOf(flags);
  const out = new JsonArray(flags.json);
  const ended: Ended[] = [];
  for (const [index, file] of files.entries()) {
    const name = `${file.lab.name}/${file.name}`;
    screen.section(`${index + 1} of ${files.length}`);
    const result: Ended = { name };
    try {
      await runLab({
        ...{ file, flags, screen, signal },
        onEvidence(measured) {
          result.evidence = measured;
          out.add(evidenceText(measured));
        },
      });
    } catch (error) {
      signal.throwIfAborted();
      result.error = error;
    }
    ended.push(result);
  }
  out.end();
  screen.section('All of them', summaryLines(ended, screen));
  // What could not be judged is no failure of a run, whether it was to be recorded or not.
  if (ended.some(({ error }) => error !== undefined && !(error instanceof NotJudged)))
    return exitCodes.failed;
  return exitCodeOf(ended.flatMap(({ evidence }) => evidence?.claims ?? []));
}

const filesOf = ({ name }: LabFlags): ExperimentFile[] =>
  name === undefined
    ? findLabs(project.labs).flatMap((lab) => findExperiments(project.labs, lab.name))
    : findExperiments(project.labs, name);

function summaryLines(ended: Ended[], { style }: Screen): string[] {
  return ended.map(({ name, evidence, error }) => {
    if (!evidence)
      return `${style('red', '✗')} ${name}: ${error instanceof Error ? error.message : String(error)}`;
    const { claims, durationSeconds } = evidence;
    const seconds = `${Math.round(durationSeconds)} s`;
    const failing = claims.filter(({ holds }) => holds === false).map(({ id }) => id);
    if (failing.length > 0)
      return `${style('red', '✗')} ${name}: ${failing.join(', ')} ${failing.length === 1 ? 'does' : 'do'} not hold (${seconds})`;
    const open = claims.filter(({ holds }) => holds === null);
    if (open.length > 0)
      return `${style('yellow', '–')} ${name}: ${open.length} of ${claims.length} claims not judged, because this machine was too busy (${seconds})`;
    return `${style('green', '✓')} ${name}: ${claims.length} claims hold (${seconds})`;
  });
}

/** Writes documents to stdout as one JSON array, each as soon as it is there. */
class JsonArray {
  readonly #on: boolean;
  #count = 0;

  constructor(on: boolean) {
    this.#on = on;
  }

  add(document: string): void {
    this.#write(`${this.#count === 0 ? '[' : ','}\n${document.trimEnd()}`);
    this.#count += 1;
  }

  end(): void {
    this.#write(this.#count === 0 ? '[]\n' : '\n]\n');
  }

  #write(text: string): void {
    if (this.#on) process.stdout.write(text);
  }
}
