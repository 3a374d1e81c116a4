import { useState } from 'react';
import type { OpenQuestionData } from '#content/page-data.ts';
import { withDraft, withReview } from '#content/progress/change.ts';
import { gradeOfTicks } from '#content/progress/grade.ts';
import type { Draft, FollowUpDraft, Progress } from '#content/progress/record.ts';
import { timeOfChange } from '#content/progress/time-of-change.ts';
import { newId } from '../progress/new-id.ts';
import { type ProgressView, useProgress } from '../progress/use-progress.ts';

/** A follow-up that nobody has answered yet. */
export const freshFollowUp: FollowUpDraft = { answer: '', attempted: false, ticks: [], finished: false };

/** How far the reader is with an open question, and the ways to go on. Everything is kept in the record. */
export interface DraftView {
  progress: ProgressView;
  draft: Draft;
  /** The reader has done something since the page was opened: what appears then takes the focus. */
  acted: boolean;
  /** With `soon`, as for typing, it is written after a short pause. */
  update(change: Partial<Draft>, options?: { soon?: boolean }): void;
  updateFollowUp(index: number, change: Partial<FollowUpDraft>, options?: { soon?: boolean }): void;
  /** Ends the attempt and logs it as a review. */
  finish(): void;
  /** Puts the attempt away and begins another one. */
  startOver(): void;
  /** There is an attempt that was put away since the page was opened. */
  hasPutAway: boolean;
  /** Brings it back, and puts away what was begun since. */
  bringBack(): void;
}

/** The draft of a question, from the record of this browser. */
export function useDraft(question: Pick<OpenQuestionData, 'id' | 'revision' | 'rubric'>): DraftView {
  const progress = useProgress();
  const [acted, setActed] = useState(false);
  const [putAway, setPutAway] = useState<Draft>();
  // The attempt has its name before it is kept: what belongs to it, as a recording, must not go when it is.
  const [firstId] = useState(newId);
  const fresh = (attemptId: string): Draft => ({
    question: question.id,
    revision: question.revision,
    updatedAt: 0,
    attemptId,
    ...freshFollowUp,
    seconds: 0,
    followUps: [],
  });
  const find = (record: Progress) =>
    record.drafts.find((each) => each.question === question.id && each.revision === question.revision);
  const draft = find(progress.record);

  const update = (change: (before: Draft) => Partial<Draft>, options?: { soon?: boolean }) => {
    setActed(true);
    const now = Date.now();
    const blank = fresh(firstId);
    void progress.change((record) => {
      const before = find(record) ?? blank;
      const updatedAt = timeOfChange(now, before.updatedAt);
      return withDraft(record, { ...before, ...change(before), updatedAt });
    }, options);
  };
  const goOnWith = (next: Draft) =>
    update(() => ({ confidence: undefined, pastAverage: undefined, ...next }));
  return {
    progress,
    draft: draft ?? fresh(firstId),
    acted,
    update: (change, options) => update(() => change, options),
    updateFollowUp: (index, change, options) =>
      update(({ followUps }) => {
        const count = Math.max(followUps.length, index + 1);
        const all = Array.from({ length: count }, (_, each) => followUps[each] ?? freshFollowUp);
        return { followUps: all.with(index, { ...freshFollowUp, ...all[index], ...change }) };
      }, options),
    finish() {
      update(() => ({ finished: true }));
      const at = Date.now();
      void progress.change((record) => {
        const { attemptId, ticks, confidence } = find(record) ?? fresh(firstId);
        return withReview(record, {
          id: attemptId,
          question: question.id,
          revision: question.revision,
          at,
          attempt: 'page',
          grade: gradeOfTicks(question.rubric, ticks),
          confidence,
          ticks,
        });
      });
    },
    startOver() {
      setPutAway(draft);
      goOnWith(fresh(newId()));
    },
    hasPutAway: putAway !== undefined,
    bringBack() {
      if (!putAway) return;
      const isBegun = draft && (draft.attempted || draft.answer !== '' || draft.seconds > 0);
      setPutAway(isBegun ? draft : undefined);
      goOnWith(putAway);
      // Nothing of it is a step that the reader makes now.
      setActed(false);
    },
  };
}
