import type { ReferenceKind } from './kind.ts';
import { claim } from './kinds/claim.ts';
import { fact } from './kinds/fact.ts';
import { measured } from './kinds/measured.ts';
import { openQuestions } from './kinds/open-questions.ts';
import { parameter } from './kinds/parameter.ts';
import { predict } from './kinds/predict.ts';
import { openQuestion, question } from './kinds/question.ts';
import { replay } from './kinds/replay.ts';
import { sourceFile } from './kinds/source-file.ts';
import { statements } from './kinds/statements.ts';

/** The names that authors write in MDX and that the build turns into data. */
export const dictionary: Record<string, ReferenceKind> = {
  Claim: claim,
  Fact: fact,
  Measured: measured,
  OpenQuestion: openQuestion,
  OpenQuestions: openQuestions,
  OrderTimelines: replay,
  Parameter: parameter,
  Predict: predict,
  Question: question,
  Replay: replay,
  SourceFile: sourceFile,
  Statements: statements,
};
