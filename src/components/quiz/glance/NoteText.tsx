import Link from '@docusaurus/Link';
import { type ReactNode, useId } from 'react';
import { withMark } from '#content/progress/change.ts';
import { markOf } from '#content/progress/marks.ts';
import { timeOfChange } from '#content/progress/time-of-change.ts';
import { useProgress } from '../progress/use-progress.ts';
import styles from './ReadMark.module.css';

/** The text of a note, kept while it is typed. */
export default function NoteText({ page }: { page: string }): ReactNode {
  const id = useId();
  const { ready, record, change } = useProgress();
  const before = markOf(record, 'note', page);
  const keep = (text: string) => {
    const now = Date.now();
    void change(
      (kept) => {
        const updatedAt = timeOfChange(now, markOf(kept, 'note', page)?.updatedAt);
        return withMark(kept, { kind: 'note', of: page, text, updatedAt });
      },
      { soon: true },
    );
  };
  return (
    <>
      <label htmlFor={id}>
        It stays in this browser, and goes with <Link to="/progress/">the file of your progress</Link>.
      </label>
      <textarea
        id={id}
        className={styles.text}
        rows={4}
        maxLength={40_000}
        value={before?.text ?? ''}
        disabled={!ready}
        onChange={({ target }) => keep(target.value)}
      />
    </>
  );
}
