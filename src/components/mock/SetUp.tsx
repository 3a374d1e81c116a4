import { type ReactNode, useState } from 'react';
import { type MockWish, type PlannableQuestion, planMock } from '#content/mock/plan.ts';
import { levels } from '#content/mock/reached-level.ts';
import { topics } from '#content/mock/topics.ts';
import { counted } from '../review/counted.ts';
import styles from './Mock.module.css';

const minutes = [10, 25, 45] as const;

/** What a level is called. */
export const levelNames = { junior: 'Junior', mid: 'Mid-level', senior: 'Senior' } as const;

/** Time, level and topics of an interview, and what they come to. */
export function SetUp({
  questions,
  onBegin,
}: {
  questions: readonly PlannableQuestion[];
  onBegin(wish: MockWish): void;
}): ReactNode {
  const [seed] = useState(() => Math.floor(Math.random() * 1_000_000_000));
  const [wish, setWish] = useState<MockWish>({ minutes: 25, level: 'mid', topics: [], seed });
  const plan = planMock(questions, wish);
  const asked = plan.filter(({ followUp }) => followUp === undefined).length;
  const planned = Math.round(plan.reduce((sum, { targetSeconds }) => sum + targetSeconds, 0) / 60);
  const toggle = (slug: string, on: boolean) =>
    setWish({ ...wish, topics: on ? [...wish.topics, slug] : wish.topics.filter((each) => each !== slug) });
  return (
    <form
      className={styles.setUp}
      onSubmit={(event) => {
        event.preventDefault();
        onBegin(wish);
      }}
    >
      <p>
        You are asked one question after the other, with follow-ups, and answer aloud or in writing. Nobody
        interrupts you: the clock only changes its colour and says so. Then you judge your answers point by
        point, and get a scorecard. You can leave at any time and go on later.
      </p>
      <fieldset>
        <legend>Time</legend>
        {minutes.map((each) => (
          <label key={each}>
            <input
              type="radio"
              name="minutes"
              checked={wish.minutes === each}
              onChange={() => setWish({ ...wish, minutes: each })}
            />{' '}
            {each} minutes
          </label>
        ))}
      </fieldset>
      <fieldset>
        <legend>Level</legend>
        {levels.map((each) => (
          <label key={each}>
            <input
              type="radio"
              name="level"
              checked={wish.level === each}
              onChange={() => setWish({ ...wish, level: each })}
            />{' '}
            {levelNames[each]}
          </label>
        ))}
      </fieldset>
      <fieldset>
        <legend>Topics (none means all)</legend>
        {topics.map(({ slug, label }) => (
          <label key={slug}>
            <input
              type="checkbox"
              checked={wish.topics.includes(slug)}
              onChange={({ target }) => toggle(slug, target.checked)}
            />{' '}
            {label}
          </label>
        ))}
      </fieldset>
      <p role="status">
        {asked === 0
          ? 'No question fits: choose another topic or more time.'
          : `${counted(asked, 'question')} and ${counted(plan.length - asked, 'follow-up')}, about ${planned} minutes.`}
      </p>
      <button type="submit" className="button button--primary" disabled={asked === 0}>
        Begin the interview
      </button>
    </form>
  );
}
