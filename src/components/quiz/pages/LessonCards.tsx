import { useLocation } from '@docusaurus/router';
import useBaseUrl from '@docusaurus/useBaseUrl';
import Layout from '@theme/Layout';
import type { ReactNode } from 'react';
import type { LessonCardsData } from '#content/page-data.ts';
import { CardLinks } from './CardLinks.tsx';
import { OneCard } from './OneCard.tsx';
import styles from './Pages.module.css';

/** The page of a lesson's cards, and of each of them: the address says which. */
export default function LessonCards({ data }: { data: LessonCardsData }): ReactNode {
  const { pathname } = useLocation();
  const root = useBaseUrl('/questions/');
  const id = pathname.slice(root.length).replace(/\/$/, '');
  const card = data.cards.find((each) => each.id === id);
  return (
    <Layout
      title={card ? card.prompt : `Questions on “${data.lesson}”`}
      description={`Recall questions on “${data.lesson}”, every option explained.`}
    >
      <main className={styles.page}>
        {card ? (
          <OneCard card={card} data={data} />
        ) : (
          <>
            <h1>Questions on “{data.lesson}”</h1>
            <CardLinks cards={data.cards} />
          </>
        )}
      </main>
    </Layout>
  );
}
