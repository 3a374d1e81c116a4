import { type ReactNode, useId, useRef } from 'react';
import type { RecordedRun } from '#content/explore-data.ts';
import { defaults, type Settings } from '../../explorer/model/settings.ts';
import type { SideName } from '../../explorer/run/protocol.ts';
import { WayBack } from '../way-back.tsx';
import { changes, type View } from './address.ts';
import { pipelineNames, pipelines } from './pipelines.ts';
import { isOf, runName } from './recorded.ts';
import { beginning, situations } from './situations.ts';
import type { PutAwaySettings } from './use-put-away.ts';

interface ChoicesProps {
  view: View;
  recorded: readonly RecordedRun[];
  side: SideName;
  onSide(side: SideName): void;
  putAway: PutAwaySettings;
  onTurn(change: Partial<Settings>): void;
}

/** Where to begin, which pipeline, and whether a second setting stands beside the first. */
export function Choices({ view, recorded, side, onSide, putAway, onTurn }: ChoicesProps): ReactNode {
  const settings = view[side] ?? view.a;
  const first = useId();
  const group = useRef<HTMLDivElement>(null);
  const begin = (value: string) => {
    const situation = situations.find(({ name }) => name === value);
    const run = recorded.find((each) => runName(each) === value);
    const whole = { ...defaults, ...(situation?.settings ?? run?.settings) } as Settings;
    const change: Partial<View> = { [side]: whole, at: undefined };
    // What is laid over belongs to the first.
    if (side === 'a') change.recorded = run && value;
    putAway.replace('choices', change, !isOffered(settings, recorded));
  };
  return (
    <div className="choices" ref={group}>
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
            const loses =
              view.b !== undefined && !isOffered(view.b, recorded) && changes(view.a, view.b).length > 0;
            putAway.replace('choices', { b: target.checked ? view.a : undefined }, loses);
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
      <WayBack
        gone={putAway.offeredBy === 'choices' ? 'The settings that you had made are put away.' : undefined}
        onUndo={() => {
          putAway.undo();
          group.current?.querySelector('select')?.focus();
        }}
      />
    </div>
  );
}

/** Whether these settings are chosen again with one choice. */
const isOffered = (settings: Settings, recorded: readonly RecordedRun[]): boolean =>
  [beginning, ...situations.map((each) => ({ ...defaults, ...each.settings }))].some(
    (each) => changes(each, settings).length === 0,
  ) || recorded.some((run) => isOf(settings, run));
