import { type ReactNode, useId } from 'react';
import type { RecordedRun } from '#content/explore-data.ts';
import { defaults, type Settings } from '../../explorer/model/settings.ts';
import type { SideName } from '../../explorer/run/protocol.ts';
import type { View } from './address.ts';
import { pipelineNames, pipelines } from './pipelines.ts';
import { runName } from './recorded.ts';
import { situations } from './situations.ts';

interface ChoicesProps {
  view: View;
  recorded: readonly RecordedRun[];
  side: SideName;
  onSide(side: SideName): void;
  onChange(change: Partial<View>): void;
  onTurn(change: Partial<Settings>): void;
}

/** Where to begin, which pipeline, and whether a second setting stands beside the first. */
export function Choices({ view, recorded, side, onSide, onChange, onTurn }: ChoicesProps): ReactNode {
  const settings = view[side] ?? view.a;
  const first = useId();
  const begin = (value: string) => {
    const situation = situations.find(({ name }) => name === value);
    const run = recorded.find((each) => runName(each) === value);
    const whole = { ...defaults, ...(situation?.settings ?? run?.settings) } as Settings;
    const change: Partial<View> = { [side]: whole, at: undefined };
    // What is laid over belongs to the first.
    if (side === 'a') change.recorded = run && value;
    onChange(change);
  };
  return (
    <div className="choices">
      <p>
        {/* Beside it: what it offers is not its name. */}
        <label htmlFor={first}>Begin with</label>{' '}
        <select id={first} value="" onChange={({ target }) => begin(target.value)}>
          <option value="" disabled>
            a situation …
          </option>
          <optgroup label="Situations">
            {situations.map(({ name }) => (
              <option key={name}>{name}</option>
            ))}
          </optgroup>
          <optgroup label="As recorded">
            {recorded.map((run) => (
              <option key={runName(run)} value={runName(run)}>
                {run.experiment}: {run.label}
              </option>
            ))}
          </optgroup>
        </select>
      </p>
      <fieldset>
        <legend>Pipeline{view.b && ` of ${side.toUpperCase()}`}</legend>
        {pipelines.map((pipeline) => (
          <label key={pipeline}>
            <input
              type="radio"
              name="pipeline"
              checked={settings.pipeline === pipeline}
              onChange={() => onTurn({ pipeline })}
            />{' '}
            {pipelineNames[pipeline]}
          </label>
        ))}
      </fieldset>
      <label>
        <input
          type="checkbox"
          checked={view.b !== undefined}
          onChange={({ target }) => {
            onChange({ b: target.checked ? view.a : undefined });
            onSide(target.checked ? 'b' : 'a');
          }}
        />{' '}
        Two settings side by side
      </label>
      {view.b && (
        <fieldset>
          <legend>Turn the knobs of</legend>
          {(['a', 'b'] as const).map((each) => (
            <label key={each}>
              <input type="radio" name="side" checked={side === each} onChange={() => onSide(each)} />{' '}
              {each.toUpperCase()}
            </label>
          ))}
        </fieldset>
      )}
    </div>
  );
}
