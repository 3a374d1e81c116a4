import type { Evidence } from '#content/evidence.ts';
import { type ExperimentFile, findExperiments, findLabs } from '../labs.ts';
import { project } from '../project.ts';
import { openScreen, type Screen } from '../terminal/screen.ts';
import { evidenceText } from './evidence.ts';
import type { LabFlags } from './flags.ts';
import { runLab } from './run-lab.ts';

/** What became of one experiment: its evidence, or why there is none. */
interface Ended {
  name: string;
  evidence?: Evidence;
  error?: unknown;
}

/** Runs every experiment, one after the other, and gives 1 when a claim does not hold or a run breaks off. */
export async function runAll(flags: LabFlags, signal: AbortSignal): Promise<number> {
  const screen = await openScreen(flags.json ? process.stderr : process.stdout, !flags.yes && !flags.json);
  const files = filesOf(flags);
  const out = new JsonArray(flags.json);
  const ended: Ended[] = [];
  for (const [index, file] of files.entries()) {
    const name = `${file.lab.name}/${file.name}`;
    screen.section(`${index + 1} of ${files.length}`);
    try {
      const evidence = await runLab({ file, flags, screen, signal });
      if (evidence) out.add(evidenceText(evidence));
      ended.push({ name, evidence });
    } catch (error) {
      signal.throwIfAborted();
      ended.push({ name, error });
    }
  }
  out.end();
  screen.section('All of them', summaryLines(ended, screen));
  return ended.every(({ evidence }) => evidence?.claims.every(({ holds }) => holds)) ? 0 : 1;
}

const filesOf = ({ name }: LabFlags): ExperimentFile[] =>
  name === undefined
    ? findLabs(project.labs).flatMap((lab) => findExperiments(project.labs, lab.name))
    : findExperiments(project.labs, name);

function summaryLines(ended: Ended[], { style }: Screen): string[] {
  return ended.map(({ name, evidence, error }) => {
    if (!evidence)
      return `${style('red', '✗')} ${name}: ${error instanceof Error ? error.message : String(error)}`;
    const failing = evidence.claims.filter(({ holds }) => !holds).map(({ id }) => id);
    const seconds = `${Math.round(evidence.durationSeconds)} s`;
    return failing.length === 0
      ? `${style('green', '✓')} ${name}: ${evidence.claims.length} claims hold (${seconds})`
      : `${style('red', '✗')} ${name}: ${failing.join(', ')} ${failing.length === 1 ? 'does' : 'do'} not hold (${seconds})`;
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
