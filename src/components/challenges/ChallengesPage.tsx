import Link from '@docusaurus/Link';
import useBrokenLinks from '@docusaurus/useBrokenLinks';
import styles from '@explore/challenge-styles';
import Layout from '@theme/Layout';
import type { ReactNode } from 'react';
import type { ExploreData } from '#content/explore-data.ts';
import { doneOf } from '#content/progress/marks.ts';
import { challengeMark } from '../../explorer/challenges/challenge.ts';
import { challenges } from '../../explorer/challenges/challenges.ts';
import { formatDay } from '../lesson/format.ts';
import { useProgress } from '../quiz/progress/use-progress.ts';
import { ChallengeDesk } from './ChallengeDesk.tsx';

/** Ten contracts that a pipeline of the explorer's model does not keep, until its reader has turned the right knobs. */
export default function ChallengesPage({
  data: { prices },
}: {
  data: Pick<ExploreData, 'prices'>;
}): ReactNode {
  const { collectAnchor } = useBrokenLinks();
  for (const { id } of challenges) collectAnchor(id);
  const { record } = useProgress();
  const ticked = doneOf(record, 'ticked');
  const isSolved = (id: string) => ticked.includes(challengeMark(id));
  return (
    <Layout
      title="Challenges"
      description="Ten short contracts, such as a p99 and a bill, for pipelines that do not keep them. Turn the knobs; a model checks."
    >
      {/* In the page, not in the site’s style sheet, which every page loads. */}
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: our own file; as a child, its quotes would be escaped */}
      <style dangerouslySetInnerHTML={{ __html: styles }} />
      <main className="challenges">
        <h1>Challenges</h1>
        <p>
          Each of these ten pipelines has a contract, and does not keep it. You may turn some of its knobs.
          Decide first, in your head: which rule is it, and what does it say in numbers? Then turn them, and
          have the <Link to="/explore/">explorer’s model</Link> play the run through. What it shows is
          calculated, <b>not measured</b>, and equal settings give equal runs.
        </p>
        <p>
          A bill is that of a month in which every moment is like the run, from{' '}
          <Link to={`/facts/#${prices.httpApi.id}`}>list prices</Link> in us-east-1, read on{' '}
          {formatDay(prices.httpApi.asOf)}, first tier, without the free tiers.
        </p>
        <nav aria-label="All challenges">
          <ol>
            {challenges.map(({ id, title }) => (
              <li key={id}>
                <a href={`#${id}`}>{title}</a>
                {isSolved(id) && ' ✓ solved'}
              </li>
            ))}
          </ol>
        </nav>
        {challenges.map((challenge) => (
          <ChallengeDesk key={challenge.id} challenge={challenge} prices={prices} />
        ))}
      </main>
    </Layout>
  );
}
