import { join } from 'node:path';
import type { KnobData } from '../../../explorer/figures/data.ts';
import { figures } from '../../../explorer/figures/figures.ts';
import type { ReferenceKind } from '../kind.ts';
import { unknownName } from '../problem.ts';

/** `<Knob figure/>`: a rule as a figure of the explorer's model, with one or two knobs. */
export const knob: ReferenceKind = {
  component: '@site/src/components/knob/Knob.tsx',
  required: ['figure'],
  locate({ figure = '' }, { root }) {
    if (!Object.hasOwn(figures, figure)) throw unknownName('figure with knobs', figure, Object.keys(figures));
    return join(root, 'src/explorer/figures', `${figure}.ts`);
  },
  cut(_text, { figure: name = '' }, { root, read, list }): KnobData {
    const figure = figures[name];
    if (!figure) throw unknownName('figure with knobs', name, Object.keys(figures));
    // What it shows follows from the whole model.
    const model = join(root, 'src/explorer/model');
    for (const file of list(model)) if (!file.endsWith('.test.ts')) read(join(model, file));
    const { title, reading, knobs, seconds, panels, results } = figure;
    return {
      name,
      title,
      reading,
      knobs: knobs.map(({ sets: _, ...knob }) => knob),
      seconds,
      panels,
      results,
      picture: figure.picture(knobs.map(({ initial }) => initial)),
    };
  },
};
