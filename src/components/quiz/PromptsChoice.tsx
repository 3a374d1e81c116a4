import { type ReactNode, useId } from 'react';
import { withSettings } from '#content/progress/change.ts';
import type { Settings } from '#content/progress/record.ts';
import { useProgress } from './progress/use-progress.ts';

const choices: [Settings['prompts'], string][] = [
  ['inline', 'where they help'],
  ['end', 'at the end'],
  ['off', 'off'],
];

/** Where lessons ask their questions: remembered for all lessons. */
export function PromptsChoice(): ReactNode {
  const id = useId();
  const { ready, record, change } = useProgress();
  return (
    <span>
      <label htmlFor={id}>Questions in lessons</label>
      <select
        id={id}
        value={record.settings.prompts}
        disabled={!ready}
        onChange={({ target }) => {
          const prompts = choices.find(([choice]) => choice === target.value)?.[0];
          const now = Date.now();
          if (prompts) void change((before) => withSettings(before, { prompts }, now));
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
