import { useDoc } from '@docusaurus/plugin-content-docs/client';
import Paginator from '@theme-original/DocItem/Paginator';
import type { ReactNode } from 'react';
import { ReadMark } from '../../components/quiz/glance/ReadMark.tsx';

/** The end of a page of docs; of a lesson also whether it was read. */
export default function DocItemPaginator(): ReactNode {
  const { metadata } = useDoc();
  const lesson = /^([a-z0-9-]+\/[a-z0-9-]+)\/index$/.exec(metadata.id)?.[1];
  return (
    <>
      {lesson && <ReadMark key={lesson} lesson={lesson} />}
      <Paginator />
    </>
  );
}
