import MDXComponents from '@theme-original/MDXComponents';
import { Architecture } from '../components/figures/Architecture.tsx';
import { Assumed } from '../components/lesson/Assumed.tsx';
import { Hook, Outcomes, Recap } from '../components/lesson/Callouts.tsx';
import { Claim } from '../components/lesson/Claim.tsx';
import { Covered } from '../components/lesson/Covered.tsx';
import { Fact } from '../components/lesson/Fact.tsx';
import { Listing } from '../components/lesson/Listing.tsx';
import { Measured } from '../components/lesson/Measured.tsx';
import { Parameter } from '../components/lesson/Parameter.tsx';
import { Predict } from '../components/lesson/Predict.tsx';
import { ReadingTime } from '../components/lesson/ReadingTime.tsx';
import { RunTime } from '../components/lesson/RunTime.tsx';
import { SourceFile } from '../components/lesson/SourceFile.tsx';
import { Verdict } from '../components/lesson/Verdict.tsx';
import { onDemand } from '../components/on-demand.tsx';
import { Still } from '../components/still.tsx';

const CompareChart = onDemand(
  async () => (await import('../components/figures/CompareChart.tsx')).CompareChart,
);
const Continue = onDemand(async () => (await import('../components/home/Continue.tsx')).Continue);
const CourseChart = onDemand(async () => (await import('../components/figures/CourseChart.tsx')).CourseChart);
const Drill = onDemand(async () => (await import('../components/drills/Drill.tsx')).Drill);
const Evening = onDemand(async () => (await import('../components/tomorrow/Evening.tsx')).Evening);
const KnownNumbers = onDemand(
  async () => (await import('../components/tomorrow/KnownNumbers.tsx')).KnownNumbers,
);
const Say = onDemand(async () => (await import('../components/tomorrow/Say.tsx')).Say);
const LessonMap = onDemand(async () => (await import('../components/figures/LessonMap.tsx')).LessonMap);
const Question = onDemand(async () => (await import('../components/quiz/Question.tsx')).Question, {
  // The reader may have asked for all questions at the lesson's end.
  wakes: 'any',
});
const openQuestion = () => import('../components/quiz/OpenQuestion.tsx');
const AverageAnswer = onDemand(async () => (await openQuestion()).AverageAnswer);
const GreatAnswer = onDemand(async () => (await openQuestion()).GreatAnswer);
const OpenQuestion = onDemand(async () => (await openQuestion()).OpenQuestion);
const OpenQuestions = onDemand(
  async () => (await import('../components/quiz/OpenQuestions.tsx')).OpenQuestions,
);
const OrderTimelines = onDemand(
  async () => (await import('../components/lesson/OrderTimelines.tsx')).OrderTimelines,
);
const PartLabs = onDemand(async () => (await import('../components/figures/PartLabs.tsx')).PartLabs);
const Replay = onDemand(
  async () => (await import('../components/figures/replay/ReplayFigure.tsx')).ReplayFigure,
);
const RunHere = onDemand(async () => (await import('../components/own-run/RunHere.tsx')).RunHere);

/**
 * The author's dictionary: every name that a lesson may use without an import, but for those that come with the few pages
 * that write them (`component` in src/plugins/references).
 */
export default {
  ...MDXComponents,
  Architecture,
  Assumed,
  AverageAnswer,
  Claim,
  CompareChart,
  Continue,
  CourseChart,
  Covered,
  Drill,
  Evening,
  Fact,
  GreatAnswer,
  Hook,
  KnownNumbers,
  LessonMap,
  Listing,
  Measured,
  OpenQuestion,
  OpenQuestions,
  OrderTimelines,
  Outcomes,
  Parameter,
  PartLabs,
  Predict,
  Question,
  ReadingTime,
  Recap,
  Replay,
  RunHere,
  RunTime,
  Say,
  SourceFile,
  Still,
  Verdict,
};
