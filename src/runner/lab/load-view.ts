import type { CloudEvent } from '#content/event.ts';
import type { LiveRun } from '#content/own-run.ts';
import type { Experiment } from '#experiment/define-experiment.ts';
import type { Repetition } from '#experiment/measure-repetition.ts';
import { schedule } from '#experiment/schedule.ts';
import type { Progress, Screen } from '../terminal/screen.ts';
import { LivePipeline, sampleEveryMs } from './live-pipeline.ts';

/** What the screen shows while the load runs: how far the run is, and the pipeline with live counts. */
export class LoadView {
  readonly #experiment: Experiment;
  readonly #order: Repetition[];
  readonly #screen: Screen;
  readonly #onLive: ((live: LiveRun) => void) | undefined;
  readonly #bar: Progress;
  readonly #ticker: NodeJS.Timeout;
  #repetition: Repetition | undefined;
  #fraction = 0;
  #note = '';
  #live: LivePipeline | undefined;

  /** `onLive` hears whatever the screen shows. */
  constructor(experiment: Experiment, screen: Screen, onLive?: (live: LiveRun) => void) {
    this.#experiment = experiment;
    this.#onLive = onLive;
    this.#order = schedule(experiment);
    this.#screen = screen;
    this.#bar = screen.progress('Deploying');
    this.#ticker = setInterval(() => {
      this.#live?.sample();
      this.#draw();
    }, sampleEveryMs);
  }

  /** Another repetition is on, or another part of it. */
  begin(repetition: Repetition, note: string): void {
    this.#repetition = repetition;
    this.#live = undefined;
    this.progress(0, note);
  }

  /** A repetition does not count, because this machine was too busy: it comes again at the end. */
  disturbed({ variant, repetition }: Repetition): void {
    this.#order.push({ variant, repetition });
    this.#repetition = undefined;
  }

  progress(fraction: number, note: string): void {
    this.#fraction = fraction;
    this.#note = note;
    this.#draw();
  }

  event(event: CloudEvent): void {
    const { pipeline = [] } = this.#experiment.variants[this.#repetition?.variant ?? ''] ?? {};
    this.#live ??= new LivePipeline(pipeline);
    this.#live.note(event);
  }

  /** Leaves one line behind, or nothing when the run did not come to its end. */
  end(text?: string): void {
    clearInterval(this.#ticker);
    this.#bar.end(text ?? 'Stopped.');
  }

  #draw(): void {
    const on = this.#repetition;
    if (!on) return;
    const { variants, repetitions } = this.#experiment;
    const step = this.#order.findLastIndex(
      ({ variant, repetition }) => variant === on.variant && repetition === on.repetition,
    );
    const live = {
      variant: variants[on.variant]?.label ?? on.variant,
      repetition: on.repetition,
      repetitions,
      again: step >= schedule(this.#experiment).length,
      note: this.#note,
      fraction: (step + Math.min(1, this.#fraction)) / this.#order.length,
    };
    const name = `${live.variant}, repetition ${live.repetition} of ${repetitions}${live.again ? ', again' : ''}`;
    this.#bar.update(live.fraction, `${name} · ${this.#note}`, this.#live?.lines(this.#screen.columns) ?? []);
    this.#onLive?.({
      ...live,
      parts: this.#live?.parts() ?? [],
      course: this.#live?.course() ?? { label: '', values: [] },
    });
  }
}
