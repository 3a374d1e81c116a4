import { parseArgs, styleText } from 'node:util';
import { CallError } from './call-error.ts';
import { checkAnswerKeys } from './check/answer-keys.ts';
import { checkCardStatements } from './check/card-statements.ts';
import { checkEvidence } from './check/evidence.ts';
import { checkFactDates } from './check/fact-dates.ts';
import { findingText, type Law } from './check/finding.ts';
import { checkLabs } from './check/labs.ts';
import { checkLedger } from './check/ledger.ts';
import { checkLengths } from './check/lengths.ts';
import { checkNamesInPages } from './check/names-in-pages.ts';
import { checkOnAws } from './check/on-aws.ts';
import { checkOptionLengths } from './check/option-lengths.ts';
import { checkOverlays } from './check/overlays.ts';
import { checkProse } from './check/prose.ts';
import { checkQuestionCounts } from './check/question-counts.ts';
import { checkQuestions } from './check/questions.ts';
import { checkServiceStatements } from './check/service-statements.ts';
import { checkStacks } from './check/stacks.ts';
import { checkStatements } from './check/statements.ts';
import { checkWords } from './check/words.ts';
import { project } from './project.ts';

/** The laws of the content by what they are about, cheap ones first. */
const laws: Record<string, Law> = {
  labs: checkLabs,
  statements: checkStatements,
  ledger: checkLedger,
  prose: checkProse,
  'names in pages': checkNamesInPages,
  'statements about AWS': checkServiceStatements,
  'cards about AWS': checkCardStatements,
  words: checkWords,
  lengths: checkLengths,
  'dates of facts': checkFactDates,
  evidence: checkEvidence,
  'what makes sense on AWS': checkOnAws,
  'the model beside recorded runs': checkOverlays,
  questions: checkQuestions,
  'enough questions': checkQuestionCounts,
  'answer keys': checkAnswerKeys,
  'lengths of options': checkOptionLengths,
  stacks: checkStacks,
};

/** `check`: reads all content and says what breaks a law, where, and what to do. Gives 1 when something does. */
export async function check(args: string[], signal: AbortSignal): Promise<number> {
  try {
    parseArgs({ args, options: {} });
  } catch (error) {
    throw new CallError((error as Error).message, 'Call it as `npm run check`: it takes nothing.');
  }
  let broken = 0;
  for (const [name, law] of Object.entries(laws)) {
    const findings = await law(project, signal);
    signal.throwIfAborted();
    broken += findings.length;
    if (findings.length === 0) console.log(`${styleText('green', '✓')} ${name}`);
    for (const finding of findings) {
      console.error(
        `${styleText('red', '✗', { stream: process.stderr })} ${findingText(finding, project.root)}`,
      );
    }
  }
  return broken === 0 ? 0 : 1;
}
