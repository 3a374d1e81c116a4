import { type ReactNode, useEffect, useRef } from 'react';
import type { DesignInterviewData } from '#content/design/design-interview.ts';
import mock from '../Mock.module.css';
import summary from '../Summary.module.css';

/** What is asked, and how the interview goes; the clock stands still until the reader begins. */
export function DesignIntro({
  design: { title, prompt, phases },
  onBegin,
  onClose,
}: {
  design: DesignInterviewData;
  onBegin(): void;
  onClose(): void;
}): ReactNode {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <section className={mock.asked}>
      <h2 className={mock.step} ref={heading} tabIndex={-1}>
        {title}
      </h2>
      <p className={mock.prompt}>{prompt}</p>
      <ul>
        <li>Draw on a board: by mouse, by keyboard, or by typing lines of text.</li>
        <li>Speak aloud meanwhile, or write notes.</li>
        <li>The clock tells you where the plan is, and interrupts nobody.</li>
        <li>
          At the end a rubric is gone through. Where a point asks for a part, it says whether your drawing has
          it; the other points you judge yourself.
        </li>
        <li>You can leave at any time, and go on later.</li>
      </ul>
      <table className={summary.summary}>
        <caption>The plan</caption>
        <thead>
          <tr>
            <th scope="col">Phase</th>
            <th scope="col" className="number">
              Minutes
            </th>
          </tr>
        </thead>
        <tbody>
          {phases.map(({ name, minutes }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td className="number">{minutes}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className={mock.actions}>
        <button type="button" className="button button--primary" onClick={onBegin}>
          Begin: start the clock
        </button>
        <button type="button" className="button button--secondary" onClick={onClose}>
          Another interview
        </button>
      </div>
    </section>
  );
}
