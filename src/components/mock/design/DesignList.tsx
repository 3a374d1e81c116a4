import Link from '@docusaurus/Link';
import { type ReactNode, useEffect, useRef } from 'react';
import type { MockIndex } from '#content/practice.ts';
import type { Draft } from '#content/progress/record.ts';
import mock from '../Mock.module.css';

/** The systems that can be drawn, and how far the reader is with each. */
export function DesignList({
  designs,
  drafts,
  left,
}: {
  designs: MockIndex['designs'];
  drafts: readonly Draft[];
  /** The one that the reader comes back from: its link takes the focus. */
  left?: string | undefined;
}): ReactNode {
  const back = useRef<HTMLAnchorElement>(null);
  useEffect(() => back.current?.focus(), []);
  const stateOf = ({ id, revision }: MockIndex['designs'][number]) => {
    const draft = drafts.find((each) => each.question === id && each.revision === revision);
    if (!draft || draft.followUps.length === 0) return '';
    return draft.attempted ? ', drawn' : ', begun';
  };
  return (
    <section className={mock.somebody} aria-labelledby="designs">
      <h2 id="designs">Draw a system in 45 minutes</h2>
      <p>
        A whole design interview: a clock with phases, an interviewer who answers when you ask, and a board to
        draw on by mouse, by keyboard or by typing. Afterwards you see what your drawing has, beside one that
        has all of it, and the runs that it rests on.
      </p>
      <ul>
        {designs.map((design) => (
          <li key={design.id}>
            <Link
              to={`/mock/?design=${design.id.slice('design/'.length)}`}
              ref={design.id === left ? back : undefined}
            >
              {design.title}
            </Link>
            {stateOf(design)}
          </li>
        ))}
      </ul>
    </section>
  );
}
