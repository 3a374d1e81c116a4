import type { ReferenceKind } from './kind.ts';
import { alarmTable } from './kinds/alarm-table.ts';
import { architecture } from './kinds/architecture.ts';
import { beforeProduction } from './kinds/before-production.ts';
import { claim } from './kinds/claim.ts';
import { compareChart } from './kinds/compare-chart.ts';
import { cost } from './kinds/cost.ts';
import { costTable } from './kinds/cost-table.ts';
import { course } from './kinds/course.ts';
import { courseChart } from './kinds/course-chart.ts';
import { drill } from './kinds/drill.ts';
import { fact } from './kinds/fact.ts';
import { knob } from './kinds/knob.ts';
import { knownNumbers } from './kinds/known-numbers.ts';
import { lessonMap } from './kinds/lesson-map.ts';
import { measured } from './kinds/measured.ts';
import { onAws } from './kinds/on-aws.ts';
import { oneOrder, orderTimelines } from './kinds/one-order.ts';
import { openQuestions } from './kinds/open-questions.ts';
import { parameter } from './kinds/parameter.ts';
import { partLabs } from './kinds/part-labs.ts';
import { predict } from './kinds/predict.ts';
import { openQuestion, question } from './kinds/question.ts';
import { replay } from './kinds/replay.ts';
import { runHere } from './kinds/run-here.ts';
import { runTime } from './kinds/run-time.ts';
import { say } from './kinds/say.ts';
import { sourceFile } from './kinds/source-file.ts';
import { verdict } from './kinds/verdict.ts';

/** The names that authors write in MDX and that the build turns into data. */
export const dictionary: Record<string, ReferenceKind> = {
  AlarmTable: alarmTable,
  Architecture: architecture,
  BeforeProduction: beforeProduction,
  Claim: claim,
  CompareChart: compareChart,
  Continue: course,
  Cost: cost,
  CostTable: costTable,
  CourseChart: courseChart,
  Drill: drill,
  Fact: fact,
  Knob: knob,
  KnownNumbers: knownNumbers,
  LessonMap: lessonMap,
  Measured: measured,
  OnAws: onAws,
  OpenQuestion: openQuestion,
  OpenQuestions: openQuestions,
  OrderTimelines: orderTimelines,
  Parameter: parameter,
  PartLabs: partLabs,
  Predict: predict,
  Question: question,
  OneOrder: oneOrder,
  Replay: replay,
  RunHere: runHere,
  RunTime: runTime,
  Say: say,
  SourceFile: sourceFile,
  Verdict: verdict,
};
