import { type ReactNode, useEffect, useId, useState } from 'react';
import { limits, type NumberName, problemOf } from '../../explorer/model/limits.ts';
import type { Settings } from '../../explorer/model/settings.ts';
import type { Problem } from './address.ts';
import type { Knob } from './knob.ts';
import { placeOf, valueAt } from './scale.ts';

interface KnobFieldProps {
  knob: Knob;
  settings: Settings;
  /** The value on the other side, where it is another. */
  other: string | undefined;
  onTurn(change: Partial<Settings>): void;
}

/** One setting: a number to type or to step through, and a slider for the pointer; or a box to tick. */
export function KnobField({ knob, settings, other, onTurn }: KnobFieldProps): ReactNode {
  const { name, label, aws } = knob;
  const value = settings[name];
  if (typeof value === 'number')
    return (
      <NumberField
        knob={knob}
        name={name as NumberName}
        value={value}
        other={other}
        onTurn={(to) => onTurn({ [name]: to })}
      />
    );
  return (
    <p className="knob">
      <label>
        <input
          type="checkbox"
          checked={value}
          onChange={({ target }) => onTurn({ [name]: target.checked })}
        />{' '}
        {label}
      </label>
      {aws && <code>{aws}</code>}
      {other && <small className="other">{other}</small>}
    </p>
  );
}

interface NumberFieldProps {
  knob: Knob;
  name: NumberName;
  value: number;
  other: string | undefined;
  onTurn(value: number): void;
}

function NumberField({ knob, name, value, other, onTurn }: NumberFieldProps): ReactNode {
  const { label, aws, unit, zero, minus, step } = knob;
  const id = useId();
  const ends = limits[name];
  const [typed, setTyped] = useState(String(value));
  const problem = typed === '' || Number(typed) !== value ? wrongWith(name, typed, label) : undefined;
  // What was typed is left alone unless the value has come from elsewhere.
  useEffect(
    () => setTyped((before) => (before !== '' && Number(before) === value ? before : String(value))),
    [value],
  );

  const turn = (text: string) => {
    setTyped(text);
    if (!wrongWith(name, text, label)) onTurn(Number(text));
  };
  return (
    <p className="knob">
      <label htmlFor={id}>{label}</label>
      <span className="value">
        <input
          id={id}
          type="number"
          inputMode="decimal"
          step={step ?? 1}
          value={typed}
          aria-invalid={problem !== undefined}
          aria-describedby={`${id}-about`}
          onChange={({ target }) => turn(target.value)}
        />
        <small>{unit}</small>
      </span>
      {/* Beside the field, which a keyboard and a screen reader use, it would be the same setting twice. */}
      <input
        type="range"
        aria-hidden="true"
        tabIndex={-1}
        min={0}
        max={1000}
        value={Math.round(placeOf(value, ends) * 1000)}
        onChange={({ target }) => {
          const to = valueAt(target.valueAsNumber / 1000, ends);
          turn(String(name === 'maximumConcurrency' && to === 1 ? 2 : to));
        }}
      />
      <span id={`${id}-about`} className="about">
        {aws && <code>{aws}</code>} {zero && value === 0 && <small>0: {zero}</small>}{' '}
        {minus && value === -1 && <small>-1: {minus}</small>}{' '}
        {other && <small className="other">{other}</small>}{' '}
        {problem && (
          <small role="alert">
            {problem.message} {problem.remedy}
          </small>
        )}
      </span>
    </p>
  );
}

function wrongWith(name: NumberName, text: string, label: string): Problem | undefined {
  if (text.trim() === '') {
    const { least, most } = limits[name];
    return { message: `${label} has no number.`, remedy: `Set it to one from ${least} to ${most}.` };
  }
  return problemOf(name, Number(text), label);
}
