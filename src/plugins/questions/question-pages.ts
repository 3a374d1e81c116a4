import { fileURLToPath } from 'node:url';
import type { LoadContext, Plugin } from '@docusaurus/types';
import type { LessonCardsData, QuestionListData } from '../../content/page-data.ts';
import type { BankedCard } from '../../content/question-bank.ts';
import { readBank } from '../question-bank/read-bank.ts';
import { routePath } from '../site-address/route-path.ts';

/**
 * Gives every recall card a page of its own, and all of them a list. A route of its own would cost every page of the
 * site some bytes, so a browser knows one route per lesson, which finds the card by the address; only the build knows
 * them all (without-card-routes.ts).
 */
export function questionPages({ siteDir, baseUrl }: LoadContext): Plugin<unknown> {
  return {
    name: 'question-pages',
    getPathsToWatch: () => [`${siteDir}/docs/**/questions/*.yaml`],
    loadContent: async () => (await readBank(siteDir)).cards,
    configureWebpack: (_config, isServer) =>
      isServer
        ? {}
        : {
            module: {
              rules: [
                {
                  test: /\.docusaurus[\\/](routes\.js|routesChunkNames\.json)$/,
                  use: [fileURLToPath(new URL('without-card-routes.ts', import.meta.url))],
                },
              ],
            },
          },
    async contentLoaded({ content, actions: { addRoute, createData } }) {
      const lessons = Map.groupBy(content as BankedCard[], ({ place }) => place.href);
      for (const [href, cards] of lessons) {
        const [first] = cards;
        if (!first) continue;
        const lesson: LessonCardsData = {
          href,
          lesson: first.place.title,
          cards: cards.map(({ question }) => question),
        };
        const data = await createData(`${href.replaceAll('/', '-')}.json`, JSON.stringify(lesson));
        const route = { component: '@site/src/components/quiz/pages/LessonCards.tsx', modules: { data } };
        addRoute({ ...route, path: routePath(baseUrl, `/questions${href}`), exact: false });
        for (const { question } of cards)
          addRoute({ ...route, path: routePath(baseUrl, `/questions/${question.id}/`), exact: true });
      }
      const list: QuestionListData = [...lessons].map(([href, cards]) => ({
        href,
        lesson: cards[0]?.place.title ?? href,
        cards: cards.map(({ question: { id, kind, prompt } }) => ({ id, kind, prompt })),
      }));
      addRoute({
        path: routePath(baseUrl, '/questions/'),
        component: '@site/src/components/quiz/pages/QuestionList.tsx',
        modules: { data: await createData('list.json', JSON.stringify(list)) },
        exact: true,
      });
    },
  };
}
