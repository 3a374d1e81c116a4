import { useDoc } from '@docusaurus/plugin-content-docs/client';
import Paginator from '@theme-original/DocItem/Paginator';
import type { ReactNode } from 'react';
import { Note } from '../../components/quiz/glance/Note.tsx';
import { ReadMark } from '../../components/quiz/glance/ReadMark.tsx';

/** The end of a page of docs; of a lesson also whether it was read; of what one learns from, the reader's note. */
export default function DocItemPaginator(): ReactNode {
  const { metadata } = useDoc();
  const lesson = /^([a-z0-9-]+\/[a-z0-9-]+)\/index$/.exec(metadata.id)?.[1];
  const page = lesson ?? (/^(interview|failures)\/(?!index$)/.test(metadata.id) ? metadata.id : undefined);
  return (
    <>
      {lesson && <ReadMark key={lesson} lesson={lesson} />}
      {page && <Note key={page} page={page} />}
      <Paginator />
    </>
  );
}
