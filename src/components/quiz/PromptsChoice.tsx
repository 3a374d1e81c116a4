import { type ReactNode, type Ref, useId } from 'react';
import { withSettings } from '#content/progress/change.ts';
import type { Settings } from '#content/progress/record.ts';
import type { ProgressView } from './progress/use-progress.ts';

const choices: [Settings['prompts'], string][] = [
  ['inline', 'where they help'],
  ['end', 'at the end'],
  ['off', 'off'],
];

/** Where lessons ask their questions: remembered for all lessons. */
export function PromptsChoice({
  progress: { ready, record, change },
  select,
  onChoose,
}: {
  progress: ProgressView;
  select?: Ref<HTMLSelectElement> | undefined;
  /** Called when the reader has chosen, with what follows from it still to come. */
  onChoose?(): void;
}): ReactNode {
  const id = useId();
  return (
    <span>
      <label htmlFor={id}>Questions in lessons</label>
      <select
        id={id}
        ref={select}
        value={record.settings.prompts}
        disabled={!ready}
        onChange={({ target }) => {
          const prompts = choices.find(([choice]) => choice === target.value)?.[0];
          const now = Date.now();
          if (!prompts) return;
          void change((before) => withSettings(before, { prompts }, now));
          onChoose?.();
        }}
      >
        {choices.map(([choice, label]) => (
          <option key={choice} value={choice}>
            {label}
          </option>
        ))}
      </select>
    </span>
  );
}
