import { readFileSync } from 'node:fs';
import type { LoadContext, Plugin } from '@docusaurus/types';
import type { DesignInterviewData } from '../../content/design/design-interview.ts';
import { packIndex } from '../../content/packed-index.ts';
import type { MockIndex, ReviewIndex } from '../../content/practice.ts';
import type { QuestionBank } from '../../content/question-bank.ts';
import { readConceptNames } from '../question-bank/concept-names.ts';
import { readBank } from '../question-bank/read-bank.ts';
import { designFiles, designOf } from '../references/design-file.ts';
import { routePath } from '../site-address/route-path.ts';

import { experimentQuestions, progressIndex } from './progress-index.ts';

/**
 * The pages that ask questions of the whole site. They get an index to plan with; the questions themselves are in files
 * of their own, which the page fetches when it asks them: the cards of a part together, and all open questions.
 */
export function practicePages({ siteDir, baseUrl }: LoadContext): Plugin<unknown> {
  return {
    name: 'practice-pages',
    getPathsToWatch: () => [`${siteDir}/docs/**/*.{yaml,mdx}`, `${siteDir}/src/content/*.yaml`],
    loadContent: () => readBank(siteDir),
    async contentLoaded({ content, actions: { addRoute, createData } }) {
      const bank = content as QuestionBank;
      const data = (name: string, value: unknown) => createData(name, JSON.stringify(value));
      const parts = [...new Map(bank.cards.map(({ place }) => [place.part, place.partLabel]))];
      await Promise.all(
        parts.map(([slug]) =>
          data(
            `cards-${slug}.json`,
            bank.cards.filter(({ place }) => place.part === slug).map(({ question }) => question),
          ),
        ),
      );
      await data(
        'open-questions.json',
        bank.openQuestions.map(({ question }) => question),
      );
      const read = (file: string) => readFileSync(file, 'utf8');
      const designs = designFiles(siteDir).map((file) => designOf(read(file), file, siteDir, read));
      await data('designs.json', designs);
      const loaders = parts.map(([slug]) => `${JSON.stringify(slug)}: () => import('./cards-${slug}.json')`);
      addRoute({
        path: routePath(baseUrl, '/review/'),
        component: '@site/src/components/review/ReviewPage.tsx',
        modules: {
          index: await data('review.json', reviewIndex(bank, parts, readConceptNames(siteDir))),
          cards: await createData('cards.js', `export default { ${loaders.join(', ')} };\n`),
        },
        exact: true,
      });
      await data(
        'card-prompts.json',
        Object.fromEntries(bank.cards.map(({ question: { id, prompt } }) => [id, prompt])),
      );
      const index = progressIndex(bank, readConceptNames(siteDir), siteDir);
      const course = await data('progress.json', packIndex(index));
      await data('experiment-questions.json', experimentQuestions(index, siteDir));
      addRoute({
        path: routePath(baseUrl, '/progress/'),
        component: '@site/src/components/quiz/progress-page/ProgressRoute.tsx',
        modules: {
          index: course,
          asked: await createData(
            'asked.js',
            "export default { cards: () => import('./card-prompts.json'), experiments: () => import('./experiment-questions.json') };\n",
          ),
        },
        exact: true,
      });
      addRoute({
        path: routePath(baseUrl, '/plan/'),
        component: '@site/src/components/plan/PlanPage.tsx',
        modules: { index: course },
        exact: true,
      });
      addRoute({
        path: routePath(baseUrl, '/mock/'),
        component: '@site/src/components/mock/MockPage.tsx',
        modules: {
          index: await data('mock.json', mockIndex(bank, designs)),
          questions: await createData(
            'open-questions.js',
            "export default { load: () => import('./open-questions.json') };\n",
          ),
          designs: await createData(
            'designs.js',
            "export default { load: () => import('./designs.json') };\n",
          ),
        },
        exact: true,
      });
    },
  };
}

function reviewIndex(
  { cards, openQuestions, lessons }: QuestionBank,
  parts: [string, string][],
  conceptNames: Record<string, string>,
): ReviewIndex {
  const asked = new Set(cards.flatMap(({ question }) => question.concepts));
  return {
    cards: cards.map(({ place, question: { id, revision, concepts } }) => ({
      id,
      revision,
      part: place.part,
      concepts,
    })),
    // Their concepts are the mock interview's business.
    openQuestions: openQuestions.map(({ place, question: { id, revision, prompt } }) => ({
      id,
      revision,
      part: place.part,
      concepts: [],
      prompt,
    })),
    parts: parts.map(([slug, label]) => ({ slug, label })),
    lessons,
    conceptNames: Object.fromEntries(Object.entries(conceptNames).filter(([slug]) => asked.has(slug))),
  };
}

function mockIndex(
  { openQuestions, lessons }: QuestionBank,
  designs: readonly DesignInterviewData[],
): MockIndex {
  return {
    questions: openQuestions.map(({ question }) => {
      const { id, revision, group, prompt, concepts, targetSeconds, followUps } = question;
      return { id, revision, group, prompt, concepts, targetSeconds, followUps: followUps.map(() => null) };
    }),
    lessons,
    designs: designs.map(({ id, revision, title }) => ({ id, revision, title })),
  };
}
