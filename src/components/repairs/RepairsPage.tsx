import Link from '@docusaurus/Link';
import useBrokenLinks from '@docusaurus/useBrokenLinks';
import Layout from '@theme/Layout';
import { Fragment, type ReactNode, useEffect, useRef } from 'react';
import { localDay } from '#content/local-day.ts';
import type { ListedRepair } from '#content/repair.ts';
import type { Mended } from '#content/repair-state.ts';
import { copyOnClick } from '../copy-on-click.ts';
import { MendedFile } from './MendedFile.tsx';
import styles from './Repairs.module.css';
import { useMended } from './use-mended.ts';

/** What can be mended: for each broken pipeline its story, what can be seen, and the command that hands it out. */
export default function RepairsPage({ repairs }: { repairs: ListedRepair[] }): ReactNode {
  const { collectAnchor } = useBrokenLinks();
  for (const { name } of repairs) collectAnchor(name);
  const page = useRef<HTMLElement>(null);
  useEffect(() => copyOnClick(page.current), []);
  const { mended, told, choose } = useMended();
  return (
    <Layout
      title="Repairs"
      description="Broken pipelines to mend in your own editor, each with a story from work, judged by a run within seconds."
    >
      <main ref={page} className={styles.page}>
        <h1>Repairs</h1>
        <p>
          Each of these {repairs.length} pipelines is broken, as pipelines at work are. The command makes a
          folder with its stack and its handlers. You change them in your editor, and each time you save, a
          run on your machine judges whether it is mended, and whether you have broken something else on the
          way. There are three hints, and in the end several ways to mend it, with what each costs, measured.
          Whoever has read the lesson needs a quarter of an hour.
        </p>
        <p>
          <code>npm run repair</code> lists them, and shows which you have mended. When you want to find the
          cause while orders keep coming, play an <Link to="/incidents/">incident</Link>.
        </p>
        <p role="status" className={`${styles.sum} needs-js`}>
          {inSum(mended, repairs)}
        </p>
        {told ? (
          <p className={styles.file}>
            Kept in <code>.runs/repair/state.json</code>.
          </p>
        ) : (
          <MendedFile names={repairs.map(({ name }) => name)} onChosen={choose} />
        )}
        <nav aria-label="All repairs">
          <ol className={styles.contents}>
            {repairs.map(({ name, title }) => (
              <li key={name}>
                <a href={`#${name}`}>{title}</a>
                {mended[name] !== undefined && (
                  <>
                    {' '}
                    <span role="img" aria-label="mended" className={styles.mark}>
                      ✓
                    </span>
                  </>
                )}
              </li>
            ))}
          </ol>
        </nav>
        {repairs.map((repair) => (
          <RepairEntry key={repair.name} repair={repair} mendedAt={mended[repair.name]} />
        ))}
      </main>
    </Layout>
  );
}

/** How many are mended; empty while none is known to be. */
function inSum(mended: Mended, repairs: readonly ListedRepair[]): string {
  const done = repairs.filter(({ name }) => mended[name] !== undefined).length;
  return done === 0 ? '' : `You have mended ${done} of ${repairs.length}.`;
}

function RepairEntry({
  repair: { name, title, story, seen, lesson, prepares },
  mendedAt,
}: {
  repair: ListedRepair;
  mendedAt: string | undefined;
}): ReactNode {
  const command = `npm run repair ${name} -- --watch`;
  return (
    <section className={styles.repair} id={name} aria-labelledby={`${name}-title`}>
      <h2 id={`${name}-title`}>{title}</h2>
      {mendedAt !== undefined && (
        <p className={styles.mended}>✓ You have mended it, on {localDay(Date.parse(mendedAt))}.</p>
      )}
      {story.map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
      <h3>What can be seen</h3>
      <dl className={styles.seen}>
        {seen.map(({ where, shows }) => (
          <div key={where}>
            <dt>{where}</dt>
            <dd>{shows}</dd>
          </div>
        ))}
      </dl>
      <p className={styles.command}>
        <code id={`${name}-command`}>
          {/* Broken at its spaces: a line that begins with half of `--` is another command. */}
          {command.split(' ').map((word, index) => (
            <Fragment key={word}>
              {index > 0 && ' '}
              <span className={styles.word}>{word}</span>
            </Fragment>
          ))}
        </code>
        <button
          type="button"
          className="needs-js button button--secondary button--sm"
          data-copy={command}
          aria-describedby={`${name}-command`}
        >
          copy
        </button>
      </p>
      <p className={styles.origin}>
        Lesson: <Link to={`/${lesson.id}/`}>{lesson.title}</Link>. It prepares:{' '}
        <Link to={`/${prepares.page}/`}>{prepares.question}</Link>
      </p>
    </section>
  );
}
