import { defaults, type Settings } from '../model/settings.ts';
import { Simulation } from '../model/simulation.ts';
import { type Figure, type FigureOf, figureOf, type Knob, moments } from './figure.ts';

type PipelineKnob = Knob & { sets: readonly (keyof Settings)[] };

interface PipelineFigure extends Omit<FigureOf<Simulation>, 'run' | 'query' | 'settings'> {
  knobs: readonly PipelineKnob[];
  /** What is not as in the model's defaults, at these values of the knobs. */
  settings(values: readonly number[]): Partial<Settings>;
}

/** A figure of the explorer's model. */
export function pipelineFigure(figure: PipelineFigure): Figure {
  const settings = (values: readonly number[]): Settings => ({
    ...defaults,
    seconds: figure.seconds,
    ...figure.settings(values),
  });
  return figureOf({
    ...figure,
    settings,
    run: (values) => new Simulation(settings(values), moments).run(),
    query: (values) => queryOf(settings(values)),
  });
}

/** The explorer's page begins with a burst: whether there is one always stands in the address. */
const burst = ['arrivalRate', 'burstRate', 'burstSeconds'];

function queryOf(settings: Settings): string {
  const names = (Object.keys(defaults) as (keyof Settings)[]).filter(
    (name) => burst.includes(name) || settings[name] !== defaults[name],
  );
  return `?${names.map((name) => `${name}=${settings[name]}`).join('&')}`;
}
