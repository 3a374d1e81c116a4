import { availableParallelism } from 'node:os';
import type { Evidence } from '#content/evidence.ts';
import { systemClock } from '#experiment/clock.ts';
import { NotJudged } from '../call-error.ts';
import { exitCodeOf, exitCodes } from '../exit-codes.ts';
import { type ExperimentFile, findExperiments, findLabs } from '../labs.ts';
import { project } from '../project.ts';
import { openScreen } from '../terminal/open-screen.ts';
import type { Screen } from '../terminal/screen.ts';
import { evidenceText } from './evidence.ts';
import type { LabFlags } from './flags.ts';
import { readRecorded } from './recorded.ts';
import { runApart } from './run-apart.ts';
import { runEvery } from './run-every.ts';
import { runLab } from './run-lab.ts';
import { sideBySideLines } from './side-by-side-lines.ts';
import { readMachineCpu, spareCpu } from './spare-cpu.ts';

/** What became of one experiment: its evidence, and why there is none or it was not recorded. */
interface Ended {
  file: ExperimentFile;
  /** Others ran beside it. */
  beside: boolean;
  evidence?: Evidence;
  error?: unknown;
}

/** The longest run takes a fifth of what all take together: more at once would wait for it. */
const mostSideBySide = 6;

/**
 * Runs every experiment. Where nobody is asked and nothing is recorded they run side by side, each in a process of its
 * own and the longest first: as many as there are cores, and more while these leave half of the machine idle, since most
 * wait for a clock most of the time. What one of them could not judge beside the others runs again alone. Gives what
 * `exitCodeOf` says of all claims, and 1 when a run breaks off.
 */
export async function runAll(flags: LabFlags, signal: AbortSignal): Promise<number> {
  const asks = !flags.yes && !flags.json;
  const stream = flags.json ? process.stderr : process.stdout;
  const screen = await openScreen(stream, asks);
  const isBeside = !asks && !flags.record;
  const files = isBeside ? longestFirst(filesOf(flags)) : filesOf(flags);
  const out = new JsonArray(flags.json);
  const begin = performance.now();
  let count = 0;
  const title = (): string => {
    count += 1;
    return `${count} of ${files.length}`;
  };

  const ended = await runEvery(files, {
    sideBySide: {
      atLeast: Math.min(availableParallelism(), mostSideBySide),
      atMost: isBeside ? mostSideBySide : 1,
    },
    signal,
    room: (over) => spareCpu({ clock: systemClock, read: readMachineCpu }, over),
    async beside(file): Promise<Ended> {
      const { screen: said, ...run } = await runApart(
        file,
        { seed: flags.seed, colour: Boolean(stream.isTTY) },
        signal,
      );
      const result = { file, beside: true, ...run };
      if (isJudged(result)) {
        screen.section(title());
        stream.write(said);
        if (run.evidence) out.add(evidenceText(run.evidence));
      } else screen.section(`${nameOf(file)} could not be judged beside others: it runs again, alone.`);
      return result;
    },
    async alone(file): Promise<Ended> {
      screen.section(title());
      const result: Ended = { file, beside: false };
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
      return result;
    },
    isKept: isJudged,
  });
  out.end();
  screen.section(
    `All of them, in ${Math.round((performance.now() - begin) / 1000)} s`,
    summaryLines(ended, screen),
  );
  const disturbed = sideBySideLines(
    ended.flatMap(({ file, beside, evidence }) =>
      beside && evidence ? [{ beside: evidence, recorded: readRecorded(file) }] : [],
    ),
  );
  if (disturbed.length > 0) {
    const again = ended.filter(({ beside }) => !beside).length;
    screen.section(`How they disturbed each other; ${again} of ${ended.length} ran again alone`, disturbed);
  }
  // What could not be judged is no failure of a run, whether it was to be recorded or not.
  if (ended.some(({ error }) => error !== undefined && !(error instanceof NotJudged)))
    return exitCodes.failed;
  return exitCodeOf(ended.flatMap(({ evidence }) => evidence?.claims ?? []));
}

const nameOf = ({ lab, name }: ExperimentFile) => `${lab.name}/${name}`;

/** Every claim has a verdict, or the run broke off, which it would do alone too. */
const isJudged = ({ evidence }: Ended): boolean =>
  evidence === undefined || evidence.claims.every(({ holds }) => holds !== null);

const filesOf = ({ name }: LabFlags): ExperimentFile[] =>
  name === undefined
    ? findLabs(project.labs).flatMap((lab) => findExperiments(project.labs, lab.name))
    : findExperiments(project.labs, name);

/** By what the recordings say; one without a recording may be long, and comes first. */
function longestFirst(files: ExperimentFile[]): ExperimentFile[] {
  const known = files.map((file) => ({
    file,
    seconds: readRecorded(file)?.durationSeconds ?? Number.MAX_VALUE,
  }));
  return known.sort((a, b) => b.seconds - a.seconds).map(({ file }) => file);
}

function summaryLines(ended: Ended[], { style }: Screen): string[] {
  const byName = ended.map((each) => ({ ...each, name: nameOf(each.file) }));
  return byName
    .sort((a, b) => a.name.localeCompare(b.name))
    .map(({ name, evidence, error }) => {
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
