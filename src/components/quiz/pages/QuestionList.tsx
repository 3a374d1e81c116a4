import Link from '@docusaurus/Link';
import Layout from '@theme/Layout';
import type { ReactNode } from 'react';
import type { QuestionListData } from '#content/page-data.ts';
import type { CardKind } from '#content/question/question.ts';
import styles from './Pages.module.css';

const kinds: Record<CardKind, string> = {
  'choose-one': 'choose one',
  'choose-many': 'choose all that fit',
  order: 'bring into order',
  estimate: 'estimate',
  'myth-or-fact': 'myth or fact',
};

/** Every recall card, by lesson. */
export default function QuestionList({ data }: { data: QuestionListData }): ReactNode {
  const lessons = [...Map.groupBy(data, ({ href }) => href)];
  return (
    <Layout
      title="Questions by lesson"
      description="Every recall question of the course, with an explanation for every option."
    >
      <main className={styles.page}>
        <h1>Questions by lesson</h1>
        <p>
          {data.length} short questions; every option says why it is right, or why it is tempting and wrong.
          The ones that take minutes to answer are the <Link to="/interview/">interview questions</Link>.{' '}
          <Link to="/progress/">Your answers stay in this browser</Link>.
        </p>
        {lessons.map(([href, cards]) => (
          <section key={href} aria-labelledby={href}>
            <h2 id={href}>
              <Link to={href}>{cards[0]?.lesson}</Link>
            </h2>
            <ul>
              {cards.map(({ id, kind, prompt }) => (
                <li key={id}>
                  <Link to={`/questions/${id}/`}>{prompt}</Link> <small>{kinds[kind]}</small>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </main>
    </Layout>
  );
}
