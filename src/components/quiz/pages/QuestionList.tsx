import Link from '@docusaurus/Link';
import Layout from '@theme/Layout';
import type { ReactNode } from 'react';
import type { QuestionListData } from '#content/page-data.ts';
import { CardLinks } from './CardLinks.tsx';
import styles from './Pages.module.css';

/** Every recall card, by lesson. */
export default function QuestionList({ data }: { data: QuestionListData }): ReactNode {
  const count = data.reduce((sum, { cards }) => sum + cards.length, 0);
  return (
    <Layout
      title="Questions by lesson"
      description="Every recall question of the course, with an explanation for every option."
    >
      <main className={styles.page}>
        <h1>Questions by lesson</h1>
        <p>
          {count} short questions; every option says why it is right, or why it is tempting and wrong. The
          ones that take minutes to answer are the <Link to="/interview/">interview questions</Link>.{' '}
          <Link to="/progress/">Your answers stay in this browser</Link>.
        </p>
        {data.map(({ href, lesson, cards }) => (
          <section key={href} aria-labelledby={href}>
            <h2 id={href}>
              <Link to={href}>{lesson}</Link>
            </h2>
            <CardLinks cards={cards} />
          </section>
        ))}
      </main>
    </Layout>
  );
}
