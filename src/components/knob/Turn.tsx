import { type ReactNode, useId } from 'react';
import type { KnobData } from '../../explorer/figures/data.ts';
import { formatQuantity } from '../lesson/format.ts';

interface TurnProps {
  knob: KnobData['knobs'][number];
  value: number;
  /** Until the page's scripts run. */
  disabled: boolean;
  onTurn(to: number): void;
}

/** What a reader turns: a native slider over the values of a knob, or a box to tick. Without scripts its value as text. */
export function Turn({
  knob: { label, aws, unit, values, isBox },
  value,
  disabled,
  onTurn,
}: TurnProps): ReactNode {
  const id = useId();
  const said = isBox ? (value === 1 ? 'yes' : 'no') : formatQuantity(value, unit);
  return (
    <div className="turn">
      <label htmlFor={id}>
        {label} {aws && <code>{aws}</code>}
      </label>
      <b>{said}</b>
      {isBox ? (
        <input
          id={id}
          type="checkbox"
          className="needs-js"
          checked={value === 1}
          disabled={disabled}
          onChange={({ target }) => onTurn(target.checked ? 1 : 0)}
        />
      ) : (
        <input
          id={id}
          type="range"
          className="needs-js"
          min={0}
          max={values.length - 1}
          value={values.indexOf(value)}
          disabled={disabled}
          aria-valuetext={said}
          onChange={({ target }) => onTurn(values[target.valueAsNumber] ?? value)}
        />
      )}
    </div>
  );
}
