import { Fragment, type ReactNode, useId } from 'react';
import styles from './Sourced.module.css';

/** A value in running text that shows on demand where it comes from. Works without JavaScript. */
export function Sourced({
  value,
  about,
  children,
}: {
  value: string;
  about: string;
  children: ReactNode;
}): ReactNode {
  const id = useId();
  return (
    <span className={styles.sourced}>
      <button type="button" className={styles.value} popoverTarget={id} aria-label={`${value}: ${about}`}>
        {breakable(value)}
      </button>
      <span id={id} popover="auto" role="note" className={styles.card}>
        {children}
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
