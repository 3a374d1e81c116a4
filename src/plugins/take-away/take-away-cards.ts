import type { TakeAwayCard } from '#content/take-away.ts';
import { renderAnswers } from '../question-bank/answers.ts';
import { readBank } from '../question-bank/read-bank.ts';
import { openCard, recallCard } from './cards.ts';

/** Every question as it is taken away: recall cards first, then the open questions with their great answers. */
export async function takeAwayCards(root: string, siteUrl: string): Promise<TakeAwayCard[]> {
  const bank = await readBank(root);
  const absolute = (href: string) => (href.startsWith('/') ? `${siteUrl}${href}` : href);
  const open = await Promise.all(
    bank.openQuestions.map(async (each) => {
      const { great } = await renderAnswers(each.question.id, root, absolute);
      return openCard(each, great, siteUrl);
    }),
  );
  return [...bank.cards.map((each) => recallCard(each, root, siteUrl)), ...open];
}
