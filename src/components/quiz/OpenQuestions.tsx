import Link from '@docusaurus/Link';
import type { ReactNode } from 'react';
import type { OpenQuestionsData } from '#content/page-data.ts';
import { spokenTime } from './spoken-time.ts';

/** A list of open questions with the time that an answer may take. */
export function OpenQuestions({ data }: { data: OpenQuestionsData }): ReactNode {
  return (
    <ul>
      {data.map(({ id, prompt, targetSeconds }) => (
        <li key={id}>
          <Link to={`/${id}/`}>{prompt}</Link> <small>{spokenTime(targetSeconds)}</small>
        </li>
      ))}
    </ul>
  );
}
