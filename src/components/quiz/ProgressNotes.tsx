import Link from '@docusaurus/Link';
import type { ReactNode } from 'react';
import styles from './ProgressNotes.module.css';
import type { Notice } from './progress/store.ts';
import type { ProgressView } from './progress/use-progress.ts';

/** After so many answers that are in no file we remind of the file: some browsers clear what a site has stored. */
const nudgeAfter = 30;

const notices: Record<Notice, string> = {
  'not-kept': 'This browser lets the site store nothing: your answers last as long as this page.',
  unsaved:
    'The browser’s storage is full or refused: your latest answers are in this tab only. Save them as a file before you close it.',
  damaged:
    'Something of what was stored could not be read. It has been set aside; all that could be read is here.',
  newer:
    'Your progress was written by a newer version of this site. Reload the page; until then nothing is kept.',
};

/** What a reader has to know about how their progress is kept; nothing while all is well. */
export function ProgressNotes({ progress }: { progress: ProgressView }): ReactNode {
  const { record } = progress;
  const unsaved = record.reviews.filter(({ at }) => at > record.exportedAt).length;
  const said = progress.notices ?? [];
  if (!progress.failed && said.length === 0 && unsaved < nudgeAfter) return null;
  return (
    <div className={styles.notes} role="status">
      {progress.failed && (
        <p>
          What keeps your answers did not come. They last as long as this page: load it again when you are
          online.
        </p>
      )}
      {said.map((notice) => (
        <p key={notice} data-notice={notice}>
          {notices[notice]} <Link to="/progress/">Your progress</Link>
        </p>
      ))}
      {unsaved >= nudgeAfter && (
        <p>
          {unsaved} answers are in this browser only. <Link to="/progress/">Save them as a file</Link>: some
          browsers clear what a site has stored.
        </p>
      )}
    </div>
  );
}
