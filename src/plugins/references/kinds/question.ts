import type { OpenQuestionData, QuestionData } from '#content/page-data.ts';
import { cardOf } from '../card-file.ts';
import { designFileOf, designOf } from '../design-file.ts';
import type { ReferenceKind } from '../kind.ts';
import { locateQuestion, openQuestionOf, questionIdOf } from '../question-file.ts';

/** `<Question id/>`: a question in the middle of a lesson; an open one is a link to its page. */
export const question: ReferenceKind = {
  required: ['id'],
  locate: ({ id = '' }, { root }) => locateQuestion(id, root),
  cut(text, { id = '' }, { file, root, read }): QuestionData {
    if (file.endsWith('.mdx')) {
      const { prompt, targetSeconds } = openQuestionOf(text, file, root, read);
      return { id, kind: 'open', prompt, targetSeconds, href: `/${id}/` };
    }
    return { id, ...cardOf(text, file, root, read) };
  },
};

/** `<OpenQuestion>`: the question of the page that it stands in; its front matter holds the rubric. */
export const openQuestion: ReferenceKind = {
  required: [],
  locate: (_attributes, { page }) => page,
  cut(text, _attributes, { file, root, read }): OpenQuestionData {
    const id = questionIdOf(file, root);
    const drawn = designFileOf(id, root);
    const design = drawn && designOf(read(drawn), drawn, root, read).id.slice('design/'.length);
    return { ...openQuestionOf(text, file, root, read), id, ...(design && { design }) };
  },
};
