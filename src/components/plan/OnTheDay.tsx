import type { ReactNode } from 'react';
import { rememberedAt } from '#content/plan/remembered.ts';
import type { ProgressIndex } from '#content/practice.ts';
import type { Progress } from '#content/progress/record.ts';

/** What the schedule of the cards expects of the day of the interview. */
export default function OnTheDay({
  index,
  record,
  day,
}: {
  index: ProgressIndex;
  record: Progress;
  day: string;
}): ReactNode {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const at = new Date(year, month - 1, date, 9).getTime();
  if (at < Date.now()) return null;
  const { done, of } = rememberedAt(index.cards, record, at);
  return (
    <p>
      On the day of your interview you will remember about {done} of {of} cards if you answer nothing more
      until then: that is what FSRS expects. Cards that you never answered count as not remembered.
    </p>
  );
}
