import type { LoadContext, Plugin } from '@docusaurus/types';
import type { CardPage, QuestionListData } from '../../content/page-data.ts';
import type { BankedCard } from '../../content/question-bank.ts';
import { readBank } from '../question-bank/read-bank.ts';

/** Gives every recall card a page of its own, and all of them a list. */
export function questionPages({ siteDir }: LoadContext): Plugin<unknown> {
  return {
    name: 'question-pages',
    getPathsToWatch: () => [`${siteDir}/docs/**/questions/*.yaml`],
    loadContent: async () => (await readBank(siteDir)).cards,
    async contentLoaded({ content, actions }) {
      const cards = content as BankedCard[];
      for (const [index, { question: card, place }] of cards.entries()) {
        // The card after it, so that one can go on without the list.
        const next = cards[index + 1]?.question.id;
        const page: CardPage = { card, place: { lesson: place.title, href: place.href }, next };
        const data = await actions.createData(`${card.id.replaceAll('/', '-')}.json`, JSON.stringify(page));
        actions.addRoute({
          path: `/questions/${card.id}/`,
          component: '@site/src/components/quiz/pages/CardPage.tsx',
          modules: { data },
          exact: true,
        });
      }
      const list: QuestionListData = cards.map(({ question: { id, kind, prompt }, place }) => ({
        id,
        kind,
        prompt,
        lesson: place.title,
        href: place.href,
      }));
      const data = await actions.createData('list.json', JSON.stringify(list));
      actions.addRoute({
        path: '/questions/',
        component: '@site/src/components/quiz/pages/QuestionList.tsx',
        modules: { data },
        exact: true,
      });
    },
  };
}
