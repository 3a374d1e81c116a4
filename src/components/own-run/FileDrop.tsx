import { type DragEvent, type ReactNode, useId, useState } from 'react';
import styles from './FileDrop.module.css';

/** A place for a JSON file that is chosen or dropped, and below it why the last one was not taken. */
export function FileDrop({
  children,
  note,
  onFile,
  refusal,
}: {
  /** Its label: which file. */
  children: ReactNode;
  /** What becomes of it. */
  note: ReactNode;
  onFile(file: File): void;
  refusal?: { problem: string; remedy: string } | undefined;
}): ReactNode {
  const input = useId();
  const [over, setOver] = useState(false);
  const take = (file: File | undefined) => {
    if (file) onFile(file);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files[0]);
  };
  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a file can be chosen by keyboard as well */}
      <div
        className={styles.drop}
        data-over={over}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <label htmlFor={input}>{children}</label>
        <input
          id={input}
          type="file"
          accept="application/json,.json"
          onChange={({ target }) => {
            take(target.files?.[0]);
            // The same file can be chosen again when it has changed.
            target.value = '';
          }}
        />
        <small>{note}</small>
      </div>
      <div aria-live="polite">
        {refusal && (
          <p className={styles.refusal}>
            <b>{refusal.problem}</b> {refusal.remedy}
          </p>
        )}
      </div>
    </>
  );
}
