import type { AlarmTableData } from '#content/page-data.ts';
import { findMetric, locateByExperiment, parseEvidence, provenanceOf } from '../evidence-file.ts';
import type { ReferenceKind } from '../kind.ts';
import { AuthorError } from '../problem.ts';

/**
 * `<AlarmTable experiment metrics headings title/>`: what went wrong in each variant, and which alarm told of it. Each of
 * `metrics` (spaces between) is the period in which an alarm fired, 0 for never; `headings` (`|` between) are its columns.
 */
export const alarmTable: ReferenceKind = {
  component: '@site/src/components/lesson/AlarmTable.tsx',
  required: ['experiment', 'metrics', 'headings'],
  own: ['title'],
  locate: locateByExperiment,
  cut(text, { metrics = '', headings = '' }, { file }): AlarmTableData {
    const evidence = parseEvidence(text, file);
    const names = metrics.split(/\s+/).filter(Boolean);
    const columns = headings.split('|').map((each) => each.trim());
    if (columns.length !== names.length)
      throw new AuthorError(
        `<AlarmTable> has ${names.length} metrics and ${columns.length} headings.`,
        'Give each metric a heading, with | between them.',
      );
    return {
      columns,
      rows: evidence.variants.map((variant) => ({
        label: variant.label,
        what: String(variant.parameters.find(({ name }) => name === 'trouble')?.value ?? ''),
        cells: names.map((name) => {
          const { values, max: last } = findMetric(variant, name);
          if (last === 0) return null;
          const fired = values.filter((value) => value > 0);
          const periods = { first: Math.min(...fired), last };
          if (fired.length === values.length) return periods;
          return { ...periods, sometimes: `${fired.length} of ${values.length} times` };
        }),
      })),
      provenance: provenanceOf(evidence),
    };
  },
};
