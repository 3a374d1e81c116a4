import { type ReactNode, useId } from 'react';
import type { Confidence } from '#content/progress/record.ts';
import styles from './Card.module.css';
import { Key } from './Key.tsx';

/** The three steps of confidence, in words. */
const confidences: [Confidence, string, string][] = [
  [1, 'guessing', 'G'],
  [2, 'fairly sure', 'F'],
  [3, 'would bet on it', 'B'],
];

/** Asks how sure the reader is, before they see whether they are right. */
export function ConfidenceChoice({
  value,
  disabled,
  keys = false,
  optional = false,
  onChange,
}: {
  value?: Confidence;
  disabled?: boolean;
  /** Shows the keys that choose: of a card, which listens to them. */
  keys?: boolean;
  optional?: boolean;
  onChange(confidence: Confidence): void;
}): ReactNode {
  const name = useId();
  return (
    <fieldset className={styles.confidence} disabled={disabled}>
      <legend>How sure are you?{optional && ' (if you like)'}</legend>
      {confidences.map(([confidence, label, key]) => (
        <label key={confidence}>
          <input
            type="radio"
            name={name}
            required={!optional}
            data-key={key}
            checked={value === confidence}
            onChange={() => onChange(confidence)}
          />{' '}
          {label} {keys && <Key>{key}</Key>}
        </label>
      ))}
    </fieldset>
  );
}
