import { Fragment, type ReactNode, useId } from 'react';
import styles from './Sourced.module.css';

/** The signs of the sentence right before and after a value (plugins/together). */
export interface Beside {
  before?: string;
  after?: string;
}

/**
 * A value in running text that shows on demand where it comes from. Works without JavaScript. React 18 has no names of
 * its own for a popover's attributes, and hands on those of HTML.
 */
export function Sourced({
  value,
  about,
  face,
  of,
  before,
  after,
  children,
}: Beside & {
  value: string;
  about: string;
  /** What the button looks like, where it is no number. */
  face?: { className: string | undefined; 'data-verdict'?: string };
  /** What was measured, `lab/experiment variant metric`: a reader's own run puts its number here. */
  of?: string;
  children: ReactNode;
}): ReactNode {
  const id = useId();
  // A button never goes on in the next line. So only the last word of a phrase is one, and the others are its label.
  const last = face || of ? 0 : value.lastIndexOf(' ') + 1;
  return (
    <span className={styles.sourced}>
      {last > 0 && (
        <>
          {before}
          <label htmlFor={`${id}value`} className={styles.words} aria-hidden="true">
            {value.slice(0, last)}
          </label>
        </>
      )}
      <span className={styles.end}>
        {last === 0 && before}
        <button
          type="button"
          id={last > 0 ? `${id}value` : undefined}
          className={styles.value}
          {...face}
          data-measured={of}
          aria-label={`${value}: ${about}`}
          {...{ popovertarget: id }}
        >
          {breakable(value.slice(last))}
        </button>
        <span id={id} role="note" className={styles.card} {...{ popover: 'auto' }}>
          {children}
        </span>
        {after}
      </span>
    </span>
  );
}

/** The names of metrics are longer than a phone is wide: they may break between their words. */
function breakable(value: string): ReactNode {
  const [first, ...rest] = value.split(/(?<=\p{Ll})(?=\p{Lu})/u);
  return [
    first,
    ...rest.map((word) => (
      <Fragment key={word}>
        <wbr />
        {word}
      </Fragment>
    )),
  ];
}
