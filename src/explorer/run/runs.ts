import { SettingsError } from '../model/limits.ts';
import { Simulation } from '../model/simulation.ts';
import { modelled } from '../overlays/overlay.ts';
import { overlays } from '../overlays/overlays.ts';
import { type RunAnswer, type RunRequest, type SideName, samples, type Totals } from './protocol.ts';

/** Events between two looks at the clock: some milliseconds. */
const eventsAtOnce = 10_000;
/** How long a run is worked on before a new request is heard, in ms. */
const sliceMs = 25;
/** Between two answers about a run that goes on, in ms. */
const answerMs = 120;

interface Job {
  request: RunRequest;
  simulation: Simulation;
  /** Moments that were told. */
  told: number;
  toldAt: number;
}

/** What is around it: a worker in a browser, a test elsewhere. */
export interface Surroundings {
  tell(answer: RunAnswer): void;
  /** In ms. */
  now(): number;
  /** Calls `go` soon, after what else has come in. */
  later(go: () => void): void;
}

/** Works on the runs that are asked for, in slices and in turns; a request replaces the run that its side has. */
export class Runs {
  readonly #around: Surroundings;
  readonly #jobs = new Map<SideName, Job>();
  #working = false;

  constructor(around: Surroundings) {
    this.#around = around;
  }

  ask(request: RunRequest): void {
    const { side, id, settings } = request;
    this.#jobs.delete(side);
    if (settings === undefined) return;
    try {
      const simulation = new Simulation(settings, samples);
      this.#jobs.set(side, { request, simulation, told: 0, toldAt: this.#around.now() });
    } catch (error) {
      if (!(error instanceof SettingsError)) throw error;
      const { message, remedy } = error;
      this.#around.tell({ side, id, course: [], problem: { message, remedy } });
    }
    if (!this.#working) this.#workSoon();
  }

  #workSoon(): void {
    this.#working = this.#jobs.size > 0;
    if (this.#working) this.#around.later(() => this.#work());
  }

  #work(): void {
    for (const [side, job] of this.#jobs) {
      const until = this.#around.now() + sliceMs;
      do job.simulation.run(eventsAtOnce);
      while (!job.simulation.finished && this.#around.now() < until);
      if (job.simulation.finished) this.#jobs.delete(side);
      this.#tell(job);
    }
    this.#workSoon();
  }

  #tell(job: Job): void {
    const { request, simulation, told, toldAt } = job;
    const now = this.#around.now();
    if (!simulation.finished && (now - toldAt < answerMs || simulation.course.length === told)) return;
    job.told = simulation.course.length;
    job.toldAt = now;
    const overlay = request.overlay === undefined ? undefined : overlays[request.overlay];
    this.#around.tell({
      side: request.side,
      id: request.id,
      course: simulation.course.slice(told),
      ...(simulation.finished && { totals: totalsOf(simulation) }),
      ...(simulation.finished && overlay && { figures: modelled(overlay) }),
    });
  }
}

/** What a run that has ended came to. */
export const totalsOf = ({ counts, orders, doneMs, events, subscriptions }: Simulation): Totals => ({
  counts: { ...counts },
  orders,
  p50: doneMs.quantile(0.5),
  p99: doneMs.quantile(0.99),
  mean: doneMs.mean,
  events,
  subscriptions: subscriptions.map(({ counts: own, doneMs: ownMs, mostAtOnce }) => ({
    counts: { ...own },
    p50: ownMs.quantile(0.5),
    p99: ownMs.quantile(0.99),
    mostAtOnce,
  })),
});
