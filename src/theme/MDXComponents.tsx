import MDXComponents from '@theme-original/MDXComponents';
import { Architecture } from '../components/figures/Architecture.tsx';
import { CompareChart } from '../components/figures/CompareChart.tsx';
import { CourseChart } from '../components/figures/CourseChart.tsx';
import { Replay } from '../components/figures/Replay.tsx';
import { Assumed } from '../components/lesson/Assumed.tsx';
import { Hook, Outcomes, Recap } from '../components/lesson/Callouts.tsx';
import { Claim } from '../components/lesson/Claim.tsx';
import { Fact } from '../components/lesson/Fact.tsx';
import { Listing } from '../components/lesson/Listing.tsx';
import { Measured } from '../components/lesson/Measured.tsx';
import { OneOrder } from '../components/lesson/OneOrder.tsx';
import { OrderTimelines } from '../components/lesson/OrderTimelines.tsx';
import { Parameter } from '../components/lesson/Parameter.tsx';
import { Predict } from '../components/lesson/Predict.tsx';
import { SourceFile } from '../components/lesson/SourceFile.tsx';
import { Verdict } from '../components/lesson/Verdict.tsx';
import { AverageAnswer, GreatAnswer, OpenQuestion } from '../components/quiz/OpenQuestion.tsx';
import { OpenQuestions } from '../components/quiz/OpenQuestions.tsx';
import { Question } from '../components/quiz/Question.tsx';

/** The author's dictionary: every name that a lesson may use without an import. */
export default {
  ...MDXComponents,
  Architecture,
  Assumed,
  AverageAnswer,
  Claim,
  CompareChart,
  CourseChart,
  Fact,
  GreatAnswer,
  Hook,
  Listing,
  Measured,
  OpenQuestion,
  OpenQuestions,
  OrderTimelines,
  Outcomes,
  Parameter,
  Predict,
  Question,
  Recap,
  OneOrder,
  Replay,
  SourceFile,
  Verdict,
};
