import type { ReactNode } from 'react';
import type { CardData } from '#content/page-data.ts';
import type { CardProps } from './CardFrame.tsx';
import { ChooseMany } from './ChooseMany.tsx';
import { ChooseOne } from './ChooseOne.tsx';
import { Estimate } from './Estimate.tsx';
import { MythOrFact } from './MythOrFact.tsx';
import { Order } from './Order.tsx';

/** A recall card of any kind. It knows no store: `onAnswer` hears the first answer of an attempt. */
export function Card({ card, ...rest }: CardProps<CardData>): ReactNode {
  const props = { ...rest, seed: rest.seed ?? card.id };
  switch (card.kind) {
    case 'choose-one':
      return <ChooseOne card={card} {...props} />;
    case 'choose-many':
      return <ChooseMany card={card} {...props} />;
    case 'order':
      return <Order card={card} {...props} />;
    case 'estimate':
      return <Estimate card={card} {...props} />;
    case 'myth-or-fact':
      return <MythOrFact card={card} {...props} />;
  }
}
