import { lazy, type ReactNode, Suspense, useState } from 'react';
import styles from './ReadMark.module.css';

const NoteText = lazy(() => import('./NoteText.tsx'));

/** A note of the reader's own on this page; its code comes when it is opened. */
export function Note({ page }: { page: string }): ReactNode {
  const [opened, setOpened] = useState(false);
  return (
    <details className={`${styles.note} needs-js`} onToggle={() => setOpened(true)}>
      <summary>My note on this page</summary>
      {opened && (
        <Suspense fallback={<p role="status">Reading what this browser remembers…</p>}>
          <NoteText page={page} />
        </Suspense>
      )}
    </details>
  );
}
