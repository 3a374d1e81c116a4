import Link from '@docusaurus/Link';
import { Fragment, type ReactNode } from 'react';
import type { Challenge } from '../../explorer/challenges/challenge.ts';
import type { Settings } from '../../explorer/model/settings.ts';
import { labelOf } from '../explore/knobs.ts';

/** Why it comes out like this: the ways that keep the contract, the one that tempts, the rule, and where it is told. */
export function Reasoning({ challenge }: { challenge: Challenge }): ReactNode {
  const { ways, tempting, reasoning, lesson, claim } = challenge;
  const [lab, experiment, name] = claim.split('/');
  return (
    <>
      {reasoning.map((paragraph) => (
        <p key={paragraph} data-assumed="">
          {paragraph}
        </p>
      ))}
      <dl>
        {ways.map(({ does, turns }) => (
          <Fragment key={does}>
            <dt>✓ {does}</dt>
            <dd>{turnsText(turns)}</dd>
          </Fragment>
        ))}
        <dt>✗ {tempting.does}</dt>
        <dd>
          {turnsText(tempting.turns)}. It breaks: {tempting.breaks.join('; ')}.
        </dd>
      </dl>
      <p>
        The rule is told in <Link to={`/${lesson.id}/`}>{lesson.title}</Link>, and{' '}
        <Link to={`/runs/${lab}/${experiment}/#claim-${name}`}>a recorded run</Link> shows it.
      </p>
    </>
  );
}

const turnsText = (turns: Partial<Settings>): string =>
  Object.entries(turns)
    .map(([name, value]) => `${labelOf(name)}: ${valueText(value)}`)
    .join(', ');

const valueText = (value: string | number | boolean): string =>
  typeof value === 'boolean' ? (value ? 'on' : 'off') : value === 'sync' ? 'synchronous' : String(value);
