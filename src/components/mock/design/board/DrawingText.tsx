import { type ReactNode, useId, useState } from 'react';
import type { Drawing } from '#content/design/drawing.ts';
import { drawingText, type LineProblem, readDrawing } from '#content/design/drawing-text.ts';
import styles from './Board.module.css';

/** The drawing as lines of text that can be typed and changed; the board follows each letter, and the text the board. */
export function DrawingText({
  drawing,
  problems,
  onType,
}: {
  drawing: Drawing;
  /** Of the lines that are not understood. */
  problems: readonly LineProblem[];
  /** `begins`: the first change since the reader came to the text. */
  onType(drawing: Drawing, begins: boolean): void;
}): ReactNode {
  const id = useId();
  // While somebody types, the text is what they typed, in their order and with what is not finished yet.
  const [typed, setTyped] = useState<string>();
  const [begun, setBegun] = useState(false);
  const text = typed ?? drawingText(drawing);
  return (
    <div>
      <label htmlFor={id}>The same drawing as text</label>
      <p id={`${id}hint`} className={styles.hint}>
        A line for each part, as in “Queue: payments”, and a line for each arrow, as in “payments -&gt;
        authorise -&gt; bank”.
      </p>
      <textarea
        id={id}
        className={styles.text}
        // Always as high: whoever presses a button below ends the typing, and the button has to stay where it is.
        rows={12}
        maxLength={10_000}
        spellCheck={false}
        value={text}
        aria-describedby={problems.length > 0 ? `${id}hint ${id}problems` : `${id}hint`}
        aria-invalid={problems.length > 0}
        onChange={({ target }) => {
          setTyped(target.value);
          onType(readDrawing(target.value, drawing).drawing, !begun);
          setBegun(true);
        }}
        onBlur={() => {
          setTyped(undefined);
          setBegun(false);
        }}
      />
      {problems.length > 0 && (
        <div id={`${id}problems`} className={styles.problem}>
          <p>What is not drawn yet:</p>
          <ul>
            {problems.map(({ line, problem, remedy }, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two lines may be the same, and are told apart by their place
              <li key={at}>
                <code>{line}</code>: {problem} {remedy}
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}
