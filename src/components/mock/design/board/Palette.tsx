import type { ReactNode, Ref } from 'react';
import { labelOf, type PartKind, partKinds } from '#content/design/part-kind.ts';
import styles from './Board.module.css';

/** The kinds of parts that can be put on the board. */
export function Palette({
  firstRef,
  onAdd,
}: {
  /** Its first button. */
  firstRef: Ref<HTMLButtonElement>;
  onAdd(kind: PartKind): void;
}): ReactNode {
  return (
    <fieldset className={styles.palette}>
      <legend>Add a part</legend>
      <div className={styles.buttons}>
        {partKinds.map((kind, at) => (
          <button
            key={kind}
            ref={at === 0 ? firstRef : undefined}
            type="button"
            className={styles.small}
            onClick={() => onAdd(kind)}
          >
            {labelOf(kind)}
          </button>
        ))}
      </div>
    </fieldset>
  );
}
