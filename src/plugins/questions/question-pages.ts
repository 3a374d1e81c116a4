import type { LoadContext, Plugin } from '@docusaurus/types';
import type { CardPage, QuestionListData } from '../../content/page-data.ts';
import { type PlacedCard, readCards } from './read-cards.ts';

/** Gives every recall card a page of its own, and all of them a list. */
export function questionPages({ siteDir }: LoadContext): Plugin<unknown> {
  return {
    name: 'question-pages',
    getPathsToWatch: () => [`${siteDir}/docs/**/questions/*.yaml`],
    loadContent: async () => readCards(siteDir),
    async contentLoaded({ content, actions }) {
      const cards = content as PlacedCard[];
      for (const [index, { card, place }] of cards.entries()) {
        // The card after it, so that one can go on without the list.
        const next = cards[index + 1]?.card.id;
        const page: CardPage = { card, place, next };
        const data = await actions.createData(`${card.id.replaceAll('/', '-')}.json`, JSON.stringify(page));
        actions.addRoute({
          path: `/questions/${card.id}/`,
          component: '@site/src/components/quiz/pages/CardPage.tsx',
          modules: { data },
          exact: true,
        });
      }
      const list: QuestionListData = cards.map(({ card: { id, kind, prompt }, place }) => ({
        id,
        kind,
        prompt,
        ...place,
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
