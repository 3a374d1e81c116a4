import { type ReactNode, useState } from 'react';
import { rubricOf } from '#content/mock/session.ts';
import type { OpenQuestionData } from '#content/page-data.ts';
import type { MockItem } from '#content/progress/record.ts';
import { Clock } from '../quiz/open/Clock.tsx';
import { useClock } from '../quiz/open/use-clock.ts';
import { JudgedPoint } from './JudgedPoint.tsx';
import styles from './Judging.module.css';

/** One question or follow-up as its asker sees it: how long the answer takes, and the points to listen for. */
export function PutQuestion({
  item,
  question,
  onChange,
}: {
  item: MockItem;
  question: OpenQuestionData;
  onChange(change: Partial<MockItem>): void;
}): ReactNode {
  const [spent, setSpent] = useState(item.seconds);
  const clock = useClock(spent, setSpent);
  const rubric = rubricOf(item, question);
  const judge = (change: Partial<MockItem>) => onChange({ ...change, seconds: clock.seconds });
  const stop = () => {
    clock.stop();
    setSpent(clock.seconds);
    onChange({ seconds: clock.seconds });
  };
  return (
    <div className={styles.judged}>
      <Clock clock={clock} targetSeconds={item.targetSeconds} />
      {clock.running && (
        <button type="button" className="button button--secondary button--sm" onClick={stop}>
          Stop the clock
        </button>
      )}
      <ol>
        {rubric.map((point, at) => (
          <JudgedPoint
            key={point.point}
            who="they"
            point={point}
            tick={item.ticks[at] ?? undefined}
            quote={item.quotes[at] ?? ''}
            onTick={(tick) =>
              judge({ ticks: rubric.map((_, each) => (each === at ? tick : (item.ticks[each] ?? null))) })
            }
            onQuote={(quote) =>
              judge({ quotes: rubric.map((_, each) => (each === at ? quote : (item.quotes[each] ?? ''))) })
            }
          />
        ))}
      </ol>
    </div>
  );
}
