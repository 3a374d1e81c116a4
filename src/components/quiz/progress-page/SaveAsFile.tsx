import type { ReactNode } from 'react';
import { localDay } from '#content/local-day.ts';
import { dayAt } from '#content/plan/days.ts';
import { withExport } from '#content/progress/change.ts';
import type { ProgressView } from '../progress/use-progress.ts';
import { saveFile } from '../save-file.ts';

/** Saves the whole record as a file. */
export function SaveAsFile({ progress: { record, change } }: { progress: ProgressView }): ReactNode {
  const save = () => {
    const now = Date.now();
    const saved = withExport(record, now);
    saveFile(`200-or-202-progress-${dayAt(now)}.json`, JSON.stringify(saved));
    void change((before) => withExport(before, now));
  };
  return (
    <section>
      <h2>Take it along</h2>
      <p>
        {record.exportedAt === 0
          ? 'You have not saved it as a file yet.'
          : `Last saved as a file on ${localDay(record.exportedAt)}.`}{' '}
        The file holds everything on this page. Another browser, or this one after it has cleared its storage,
        can take it in.
      </p>
      <button type="button" className="button button--primary" onClick={save}>
        Save as a file
      </button>
    </section>
  );
}
