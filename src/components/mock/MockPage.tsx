import Link from '@docusaurus/Link';
import type { ReactNode } from 'react';
import type { DesignLoader, MockIndex, OpenQuestionLoader } from '#content/practice.ts';
import { lazyPart } from '../lazy-part.tsx';
import { DeskPage } from '../quiz/progress/DeskPage.tsx';

const MockDesk = lazyPart(() => import('./MockDesk.tsx'));

/** The page of the mock interview. */
export default function MockPage({
  index,
  questions,
  designs,
}: {
  index: MockIndex;
  questions: OpenQuestionLoader;
  designs: DesignLoader;
}): ReactNode {
  return (
    <DeskPage
      title="Mock interview"
      description="Questions with follow-ups for 10, 25 or 45 minutes, systems to draw, and a scorecard at the end."
      withoutJavaScript="The interview chooses questions for you, keeps the time and remembers where you are. That needs JavaScript."
      desk={(progress) => (
        <MockDesk index={index} questions={questions} designs={designs} progress={progress} />
      )}
    >
      Each question also has a page of its own, with an average and a great answer:{' '}
      <Link to="/interview/">all interview questions</Link>.
    </DeskPage>
  );
}
