import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { OpenQuestionsData } from '#content/page-data.ts';
import { questionGroups } from '#content/question/open.ts';
import type { ReferenceKind } from '../kind.ts';
import { unknownName } from '../problem.ts';
import { openQuestionOf, questionIdOf } from '../question-file.ts';

/** `<OpenQuestions group/>`: the open questions of one group, shortest first, for the page that lists them. */
export const openQuestions: ReferenceKind = {
  required: ['group'],
  locate({ group = '' }, { page }) {
    if (!questionGroups.some((each) => each === group)) {
      throw unknownName('group of questions', group, questionGroups);
    }
    return page;
  },
  cut(_text, { group }, { root, read }): OpenQuestionsData {
    const folder = join(root, 'docs/interview');
    return readdirSync(folder)
      .filter((file) => /^(?!index\.).*\.mdx$/.test(file))
      .map((file) => join(folder, file))
      .map((file) => ({ ...openQuestionOf(read(file), file, root, read), id: questionIdOf(file, root) }))
      .filter((question) => question.group === group)
      .map(({ id, prompt, targetSeconds }) => ({ id, prompt, targetSeconds }))
      .sort((a, b) => a.targetSeconds - b.targetSeconds || a.prompt.localeCompare(b.prompt));
  },
};
