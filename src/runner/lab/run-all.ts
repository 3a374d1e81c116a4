import { availableParallelism } from 'node:os';
import { toleranceOf } from '#experiment/claim.ts';
import { systemClock } from '#experiment/clock.ts';
import { NotJudged } from '../call-error.ts';
import { exitCodeOf, exitCodes } from '../exit-codes.ts';
import { type ExperimentFile, findExperiments, findLabs, loadExperiment } from '../labs.ts';
import { project } from '../project.ts';
import { openScreen } from '../terminal/open-screen.ts';
import { assembleAll } from './assemble-all.ts';
import { type Ended, nameOf, summaryLines } from './ended.ts';
import { evidenceText } from './evidence.ts';
import type { LabFlags } from './flags.ts';
import { BesideRecord } from './put-off.ts';
import { readRecorded } from './recorded.ts';
import { runApart } from './run-apart.ts';
import { runEvery } from './run-every.ts';
import { runLab } from './run-lab.ts';
import { sideBySideLines } from './side-by-side-lines.ts';
import { readMachineCpu, spareCpu } from './spare-cpu.ts';

/** On more cores than these they would all wait for the longest. */
const mostCores = 6;

/**
 * Runs every experiment. Where nobody is asked and nothing is recorded they run side by side, each in a process of its
 * own: as many as there are cores, and one more while these leave half of the machine idle and none of them needs it
 * quiet, since most wait for a clock most of the time. What needs it quiet runs first, beside the longest of the others,
 * and alone from the beginning once the machine has shown that it is too slow for that (`BesideRecord`). What they deploy
 * is synthesized before. Each variant runs once. What could not be judged beside the others runs again alone, and where a
 * claim did not hold in one repetition, which can be a chance, with as many repetitions as the experiment says: that
 * counts. Gives what `exitCodeOf` says of all claims, and 1 when a run breaks off.
 */
export async function runAll(flags: LabFlags, signal: AbortSignal): Promise<number> {
  const asks = !flags.yes && !flags.json;
  const stream = flags.json ? process.stderr : process.stdout;
  const screen = await openScreen(stream, asks, signal);
  const isBeside = !asks && !flags.record;
  const wanted = filesOf(flags);
  const needQuiet = new Set(isBeside ? await filesThatNeedQuiet(wanted) : []);
  const files = isBeside ? inLanes(wanted, needQuiet) : wanted;
  const out = new JsonArray(flags.json);
  const cores = Math.min(availableParallelism(), mostCores);
  const begin = performance.now();
  const fared = new BesideRecord();
  let count = 0;
  const title = (): string => {
    count += 1;
    return `${count} of ${files.length}`;
  };

  async function runAlone(file: ExperimentFile, asked: LabFlags): Promise<Ended> {
    const result: Ended = { file, beside: false };
    try {
      await runLab({
        ...{ file, flags: asked, screen, signal },
        onEvidence(measured) {
          result.evidence = measured;
        },
      });
    } catch (error) {
      signal.throwIfAborted();
      result.error = error;
    }
    return result;
  }

  function noteHowItFared(result: Ended): void {
    if (!result.evidence || !needQuiet.has(result.file)) return;
    const wasWorse = fared.isWorse;
    fared.note(!isUnjudged(result));
    if (fared.isWorse && !wasWorse)
      screen.section(
        'This machine is too slow to judge beside others what needs it quiet: the rest of that runs alone, when the others are done.',
      );
  }

  if (isBeside) {
    const fresh = await assembleAll(files, signal);
    const seconds = Math.round((performance.now() - begin) / 1000);
    if (fresh > 0)
      screen.section(`Synthesized ${fresh} assemblies in ${seconds} s, before anything is measured.`);
  }

  const ended = await runEvery(files, {
    sideBySide: { atLeast: cores, atMost: isBeside ? cores + 1 : 1 },
    signal,
    room: (over) => spareCpu({ clock: systemClock, read: readMachineCpu }, over),
    isPutOff: (file) => fared.isWorse && needQuiet.has(file),
    bearsMore: (file) => !needQuiet.has(file),
    async beside(file): Promise<Ended> {
      const { screen: said, ...run } = await runApart(
        file,
        { seed: flags.seed, repetitions: flags.repetitions ?? 1, colour: stream.isTTY && stream.hasColors() },
        signal,
      );
      const result = { file, beside: true, ...run };
      if (isKept(result)) {
        screen.section(title());
        stream.write(said);
        if (run.evidence) out.add(evidenceText(run.evidence));
      } else screen.section(`${nameOf(file)} runs again, alone: ${whyAgain(result)}.`);
      noteHowItFared(result);
      return result;
    },
    async alone(file, before): Promise<Ended> {
      screen.section(title());
      // What could not be judged is looked at once more; what did not hold gets all that its experiment asks for.
      const once = isBeside && !(before && isRefuted(before)) && flags.repetitions === undefined;
      let result = await runAlone(file, once ? { ...flags, repetitions: 1 } : flags);
      if (once && isRefuted(result)) result = await runAlone(file, flags);
      if (result.evidence) out.add(evidenceText(result.evidence));
      return result;
    },
    isKept,
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
    screen.section(
      `How they disturbed each other; ${again} of ${ended.length} ran alone in the end`,
      disturbed,
    );
  }
  // What could not be judged is no failure of a run, whether it was to be recorded or not.
  if (ended.some(({ error }) => error !== undefined && !(error instanceof NotJudged)))
    return exitCodes.failed;
  return exitCodeOf(ended.flatMap(({ evidence }) => evidence?.claims ?? []));
}

/** Every claim holds, or the run broke off, which it would do alone too. */
const isKept = ({ evidence }: Ended): boolean =>
  evidence === undefined || evidence.claims.every(({ holds }) => holds === true);

const isRefuted = ({ evidence }: Ended): boolean =>
  evidence?.claims.some(({ holds }) => holds === false) ?? false;

const isUnjudged = ({ evidence }: Ended): boolean =>
  evidence?.claims.some(({ holds }) => holds === null) ?? false;

function whyAgain(ended: Ended): string {
  const verdict = isRefuted(ended) ? false : null;
  const ids = ended.evidence?.claims.filter(({ holds }) => holds === verdict).map(({ id }) => id) ?? [];
  return `${ids.join(', ')} ${verdict === null ? 'could not be judged beside others' : 'did not hold in one repetition'}`;
}

const filesOf = ({ name }: LabFlags): ExperimentFile[] =>
  name === undefined
    ? findLabs(project.labs).flatMap((lab) => findExperiments(project.labs, lab.name))
    : findExperiments(project.labs, name);

/** Those of which a claim is not judged when others take half of a CPU. */
async function filesThatNeedQuiet(files: readonly ExperimentFile[]): Promise<ExperimentFile[]> {
  const least = await Promise.all(
    files.map(async (file) => {
      const experiment = await loadExperiment(file);
      return Math.min(...experiment.claims.map((claim) => toleranceOf(claim, experiment).cpuTaken));
    }),
  );
  return files.filter((_, at) => (least[at] ?? 0) < 0.5);
}

/**
 * One lane takes from the front, the others from the end. At the front stand the longest that bear others beside them, at
 * the end the longest that need quiet. How long, the recordings say; one without a recording may be long.
 */
function inLanes(files: readonly ExperimentFile[], needQuiet: ReadonlySet<ExperimentFile>): ExperimentFile[] {
  const secondsOf = (file: ExperimentFile) => readRecorded(file)?.durationSeconds ?? Number.MAX_VALUE;
  const known = files.map((file) => ({ file, seconds: secondsOf(file) }));
  const longestFirst = known.toSorted((a, b) => b.seconds - a.seconds).map(({ file }) => file);
  const bear = longestFirst.filter((file) => !needQuiet.has(file));
  const need = longestFirst.filter((file) => needQuiet.has(file));
  return [...bear, ...need.reverse()];
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
