import { type ReactNode, Suspense, useState } from 'react';
import { lazyPart } from '../../lazy-part.tsx';
import styles from './ReadMark.module.css';

const NoteText = lazyPart(() => import('./NoteText.tsx'));

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
