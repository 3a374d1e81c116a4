import { type ReactNode, useId } from 'react';
import type { Confidence } from '#content/progress/record.ts';
import styles from './Card.module.css';

/** The three steps of confidence, in words. */
export const confidences: [Confidence, string][] = [
  [1, 'guessing'],
  [2, 'fairly sure'],
  [3, 'would bet on it'],
];

/** Asks how sure the reader is, before they see whether they are right. */
export function ConfidenceChoice({
  value,
  disabled,
  onChange,
}: {
  value?: Confidence;
  disabled?: boolean;
  onChange(confidence: Confidence): void;
}): ReactNode {
  const name = useId();
  return (
    <fieldset className={styles.confidence} disabled={disabled}>
      <legend>How sure are you?</legend>
      {confidences.map(([confidence, label]) => (
        <label key={confidence}>
          <input
            type="radio"
            name={name}
            required
            checked={value === confidence}
            onChange={() => onChange(confidence)}
          />{' '}
          {label}
        </label>
      ))}
    </fieldset>
  );
}
