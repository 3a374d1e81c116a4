import Link from '@docusaurus/Link';
import useBrokenLinks from '@docusaurus/useBrokenLinks';
import type { ReactNode } from 'react';
import type { CardLoaders, ReviewIndex } from '#content/practice.ts';
import { lazyPart } from '../lazy-part.tsx';
import { DeskPage } from '../quiz/progress/DeskPage.tsx';

const ReviewDesk = lazyPart(() => import('./ReviewDesk.tsx'));

/** The page that brings cards back when they are about to be forgotten. */
export default function ReviewPage({ index, cards }: { index: ReviewIndex; cards: CardLoaders }): ReactNode {
  // The desk stands in no built page, so the build is told of the place in it that others lead to.
  useBrokenLinks().collectAnchor('cram');
  return (
    <DeskPage
      title="Review"
      description="Recall cards come back when you are about to forget them. No account, no streak."
      withoutJavaScript="When a card is due is worked out in your browser, from answers that never leave it. That needs JavaScript."
      desk={(progress) => <ReviewDesk index={index} cards={cards} progress={progress} />}
    >
      Every card also has a page of its own: <Link to="/questions/">all questions</Link>. To speak instead of
      choosing, take a <Link to="/mock/">mock interview</Link>. For paper or Anki there are{' '}
      <Link to="/take-away/">files to take away</Link>.
    </DeskPage>
  );
}
