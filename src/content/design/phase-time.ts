import type { DesignPhase } from './design-interview.ts';

type Timed = Pick<DesignPhase, 'minutes'>;

/** The second of the interview until which a phase is planned. */
export function plannedEnd(phases: readonly Timed[], at: number): number {
  return phases.slice(0, at + 1).reduce((sum, { minutes }) => sum + minutes * 60, 0);
}

/** The phase that the plan has at this second; the last one from then on. */
export function phaseByPlan(phases: readonly Timed[], seconds: number): number {
  const at = phases.findIndex((_, each) => seconds < plannedEnd(phases, each));
  return at < 0 ? phases.length - 1 : at;
}

/** How a phase stands against the plan: `nearly` in its last fifth. */
export function paceOf(phases: readonly Timed[], at: number, seconds: number): 'fine' | 'nearly' | 'over' {
  const end = plannedEnd(phases, at);
  if (seconds > end) return 'over';
  return seconds > end - ((phases[at]?.minutes ?? 0) * 60) / 5 ? 'nearly' : 'fine';
}
