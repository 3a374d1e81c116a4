import Link from '@docusaurus/Link';
import useDocusaurusContext from '@docusaurus/useDocusaurusContext';
import { type ReactNode, useEffect, useRef } from 'react';
import type { DesignInterviewData } from '#content/design/design-interview.ts';
import { readDrawing } from '#content/design/drawing-text.ts';
import { judgedPoints, outcomeOf } from '#content/design/judged.ts';
import { designMarkdown } from '#content/design/markdown.ts';
import { plannedEnd } from '#content/design/phase-time.ts';
import { dayAt } from '#content/plan/days.ts';
import type { Tick } from '#content/progress/record.ts';
import { siteRootOf } from '#content/site-root.ts';
import type { DraftView } from '../../quiz/open/use-draft.ts';
import rubric from '../../quiz/Rubric.module.css';
import { BackedBy } from '../../quiz/Rubric.tsx';
import { saveFile } from '../../quiz/save-file.ts';
import { clockTime } from '../Clock.tsx';
import mock from '../Mock.module.css';
import { levelNames } from '../SetUp.tsx';
import { BeginAnew } from './BeginAnew.tsx';
import { DrawingFigure } from './board/DrawingFigure.tsx';
import styles from './Design.module.css';
import { DesignPoint } from './DesignPoint.tsx';

/** After the interview: the drawing beside one that has all of it, and the rubric point by point. */
export function DesignJudged({
  design,
  view,
  onClose,
}: {
  design: DesignInterviewData;
  view: DraftView;
  onClose(): void;
}): ReactNode {
  const { siteConfig } = useDocusaurusContext();
  const { draft, update, startOver } = view;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const { drawing } = readDrawing(draft.answer);
  const points = judgedPoints(design.rubric, drawing, draft.ticks);
  const { left, reached } = outcomeOf(points);
  const level = reached ? levelNames[reached] : 'below junior, because a must is missing';
  const notes = design.phases.flatMap(({ name }, at) => {
    const text = draft.followUps[at]?.answer.trim();
    return text ? [{ name, text }] : [];
  });
  const tick = (at: number, made: Tick | null) => {
    const ticks = points.map((_, each) => (each === at ? made : (draft.ticks[each] ?? null)));
    update({ ticks, finished: outcomeOf(judgedPoints(design.rubric, drawing, ticks)).left === 0 });
  };
  const name = design.id.slice('design/'.length);
  const save = () =>
    saveFile(
      `${name}-${dayAt(draft.updatedAt)}.md`,
      designMarkdown({
        ...{ design, drawing, points, notes, seconds: draft.seconds },
        siteUrl: siteRootOf(siteConfig),
      }),
      'text/markdown',
    );
  return (
    <section>
      <h2 className={styles.heading} ref={heading} tabIndex={-1}>
        What your drawing has: {design.title}
      </h2>
      <p>
        You took {clockTime(draft.seconds)} of{' '}
        {clockTime(plannedEnd(design.phases, design.phases.length - 1))}. Where a point asks for a part, your
        drawing is read: its kinds of parts and its arrows, not its names. Tick the other points yourself, and
        be strict: “said it” only where you can quote yourself.
      </p>
      {notes.length > 0 && (
        <details>
          <summary>What you wrote</summary>
          {notes.map((each) => (
            <div key={each.name}>
              <h3>{each.name}</h3>
              <p className={styles.notes}>{each.text}</p>
            </div>
          ))}
        </details>
      )}
      <div className={styles.pair}>
        <DrawingFigure title="Your drawing" drawing={drawing} />
        <DrawingFigure
          title="A drawing that has all of it"
          drawing={readDrawing(design.reference.drawing).drawing}
        />
      </div>
      <h3>Why it is drawn so</h3>
      <ul>
        {design.reference.notes.map(({ text, backing }) => (
          <li key={text}>
            {text}{' '}
            {backing && (
              <small>
                <BackedBy backing={backing} />
                {'experiment' in backing && (
                  <>
                    {' '}
                    <Link to={`/runs/${backing.experiment}/`}>The run {backing.experiment}</Link>
                  </>
                )}
              </small>
            )}
          </li>
        ))}
      </ul>
      <h3>Point by point</h3>
      <ol className={rubric.rubric}>
        {points.map((judged, at) => (
          <DesignPoint key={judged.point.point} judged={judged} onTick={(made) => tick(at, made)} />
        ))}
      </ol>
      <p role="status">
        {left > 0
          ? `${left} ${left === 1 ? 'point' : 'points'} to tick.`
          : `By your drawing and your ticks: ${level}.`}
      </p>
      <div className={mock.actions}>
        <button
          type="button"
          className="button button--primary"
          onClick={() => update({ attempted: false, finished: false })}
        >
          Back to the drawing
        </button>
        <button type="button" className="button button--secondary" onClick={save}>
          Save as Markdown
        </button>
        <button type="button" className="button button--secondary" onClick={onClose}>
          Another interview
        </button>
        <BeginAnew onBegin={startOver} />
      </div>
      <p className={mock.afterwards}>
        In five minutes, aloud: <Link to={`/interview/${name}/`}>the question with its answers</Link>.
      </p>
    </section>
  );
}
