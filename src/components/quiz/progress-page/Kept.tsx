import Link from '@docusaurus/Link';
import type { ReactNode } from 'react';
import { localDay } from '#content/local-day.ts';
import type { Progress } from '#content/progress/record.ts';
import styles from './ProgressPage.module.css';

const shown = 20;

/** The latest entries of the record, as text: what is in it may have come from anybody's file. */
export default function Kept({
  record: { reviews, drafts, mocks, marks },
  prompts,
}: {
  record: Progress;
  prompts: Record<string, string>;
}): ReactNode {
  const notes = marks.flatMap((mark) => (mark.kind === 'note' && mark.text.trim() ? [mark] : []));
  if (reviews.length + drafts.length + mocks.length + notes.length === 0) return null;
  return (
    <section>
      <h2>What is kept</h2>
      {reviews.length > 0 && (
        <table>
          <caption>Your latest answers</caption>
          <thead>
            <tr>
              <th scope="col">Question</th>
              <th scope="col">Day</th>
              <th scope="col">Result</th>
            </tr>
          </thead>
          <tbody>
            {reviews
              .slice(-shown)
              .reverse()
              .map(({ id, question, at, correct, grade }) => (
                <tr key={id}>
                  <td className={styles.foreign}>
                    <Asked id={question} prompts={prompts} />
                  </td>
                  <td>{localDay(at)}</td>
                  <td>{correct === undefined ? grade : correct ? 'right' : 'wrong'}</td>
                </tr>
              ))}
          </tbody>
        </table>
      )}
      {drafts.length > 0 && (
        <>
          <h3>Attempts at interview questions</h3>
          <ul>
            {drafts.map(({ question, revision, answer, finished }) => (
              <li key={`${question}@${revision}`} className={styles.foreign}>
                <Asked id={question} prompts={prompts} />, {finished ? 'finished' : 'begun'}
                {answer.trim() && <>: “{answer.length > 80 ? `${answer.slice(0, 80)}…` : answer}”</>}
              </li>
            ))}
          </ul>
        </>
      )}
      {notes.length > 0 && (
        <>
          <h3>Notes</h3>
          <ul>
            {notes.map(({ of, text }) => (
              <li key={of} className={styles.foreign}>
                {Object.hasOwn(prompts, of) ? <Link to={`/${of}/`}>{prompts[of]}</Link> : of}: “
                {text.length > 200 ? `${text.slice(0, 200)}…` : text}”
              </li>
            ))}
          </ul>
        </>
      )}
      {mocks.length > 0 && (
        <p>{mocks.length === 1 ? 'One mock interview' : `${mocks.length} mock interviews`}.</p>
      )}
    </section>
  );
}

/** What was asked, as a link to it; a question that the site does not know (any more) by its id, as text. */
function Asked({ id, prompts }: { id: string; prompts: Record<string, string> }): ReactNode {
  const [, design] = /^design\/([a-z-]+)$/.exec(id) ?? [];
  if (design) return <Link to={`/mock/?design=${design}`}>The drawing of {design.replaceAll('-', ' ')}</Link>;
  if (!Object.hasOwn(prompts, id)) return id;
  return <Link to={id.startsWith('interview/') ? `/${id}/` : `/questions/${id}/`}>{prompts[id]}</Link>;
}
