import type { ReactNode } from 'react';
import type { DesignPhase } from '#content/design/design-interview.ts';
import { paceOf, phaseByPlan, plannedEnd } from '#content/design/phase-time.ts';
import { clockTime } from '../Clock.tsx';
import styles from '../Mock.module.css';

/** The time of the whole interview, and how the reader's phase stands against the plan. It never interrupts. */
export function PhaseClock({
  phases,
  at,
  seconds,
}: {
  phases: readonly DesignPhase[];
  /** The phase that the reader is in. */
  at: number;
  /** Spent on the interview. */
  seconds: number;
}): ReactNode {
  const last = phases.length - 1;
  const whole = plannedEnd(phases, last);
  const pace = paceOf(phases, at, seconds);
  const next = phases[phaseByPlan(phases, seconds)]?.name;
  const behind = phaseByPlan(phases, seconds) > at ? ` The plan is at ${next}.` : '';
  const said = {
    fine: '',
    nearly: `Come to the end of ${phases[at]?.name}.`,
    over: seconds > whole ? 'The time is over. Finish your sentence.' : `Past the plan.${behind}`,
  }[pace];
  return (
    <p className={styles.clock} data-state={pace}>
      <span role="timer" aria-label="Time of this interview">
        {clockTime(seconds)} of {clockTime(whole)}
      </span>
      , {phases[at]?.name} until {clockTime(plannedEnd(phases, at))}. <span role="status">{said}</span>
    </p>
  );
}
