import { Hook, Outcomes, Recap } from '@site/src/components/lesson/Callouts';
import { Claim } from '@site/src/components/lesson/Claim';
import { Fact } from '@site/src/components/lesson/Fact';
import { Listing } from '@site/src/components/lesson/Listing';
import { Measured } from '@site/src/components/lesson/Measured';
import { OrderTimelines } from '@site/src/components/lesson/OrderTimelines';
import { Parameter } from '@site/src/components/lesson/Parameter';
import { Pipelines } from '@site/src/components/lesson/Pipelines';
import { Predict } from '@site/src/components/lesson/Predict';
import { Replay } from '@site/src/components/lesson/Replay';
import { SourceFile } from '@site/src/components/lesson/SourceFile';
import { Statements } from '@site/src/components/lesson/Statements';
import { AverageAnswer, GreatAnswer, OpenQuestion } from '@site/src/components/quiz/OpenQuestion';
import { Question } from '@site/src/components/quiz/Question';
import MDXComponents from '@theme-original/MDXComponents';

/** The author's dictionary: every name that a lesson may use without an import. */
export default {
  ...MDXComponents,
  AverageAnswer,
  Claim,
  Fact,
  GreatAnswer,
  Hook,
  Listing,
  Measured,
  OpenQuestion,
  OrderTimelines,
  Outcomes,
  Parameter,
  Pipelines,
  Predict,
  Question,
  Recap,
  Replay,
  SourceFile,
  Statements,
};
