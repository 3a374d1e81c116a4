import Link from '@docusaurus/Link';
import type { ReactNode } from 'react';
import type { CardData } from '#content/page-data.ts';
import type { CardKind } from '#content/question/question.ts';

const kinds: Record<CardKind, string> = {
  'choose-one': 'choose one',
  'choose-many': 'choose all that fit',
  order: 'bring into order',
  estimate: 'estimate',
  'myth-or-fact': 'myth or fact',
};

/** Cards by their prompts, each a link to its page. */
export function CardLinks({ cards }: { cards: Pick<CardData, 'id' | 'kind' | 'prompt'>[] }): ReactNode {
  return (
    <ul>
      {cards.map(({ id, kind, prompt }) => (
        <li key={id}>
          <Link to={`/questions/${id}/`}>{prompt}</Link> <small>{kinds[kind]}</small>
        </li>
      ))}
    </ul>
  );
}
