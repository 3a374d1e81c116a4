import Link from '@docusaurus/Link';
import html from '@side-by-side/rubrics';
import type { ReactNode } from 'react';
import { Sheet } from './Sheet.tsx';

/** Every point of every rubric beside the claim or the fact that backs it. */
export default function RubricsPage(): ReactNode {
  return (
    <Sheet
      title="Every point of a rubric beside what backs it"
      description="For whoever checks: the points of the interview questions beside their claims and facts."
      html={html}
    >
      <p>
        This page is for whoever checks the interview questions. Each point of a rubric stands here with the
        claim or the fact that backs it. A backing has to carry the point, not only its subject. A point that
        is a matter of judgement has none. <Link to="/side-by-side/">The sentences of the lessons</Link> have
        a page of their own.
      </p>
    </Sheet>
  );
}
