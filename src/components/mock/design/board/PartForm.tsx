import {
  type FormEvent,
  type KeyboardEvent,
  type ReactNode,
  type Ref,
  useEffect,
  useId,
  useState,
} from 'react';
import { nameProblem, tidyName } from '#content/design/change.ts';
import { type Drawing, hasArrow, type Part, sameName } from '#content/design/drawing.ts';
import { kindOf, labelOf, type PartKind, partKinds } from '#content/design/part-kind.ts';
import styles from './Board.module.css';

const moves = [
  { label: 'left', across: -1, down: 0 },
  { label: 'right', across: 1, down: 0 },
  { label: 'up', across: 0, down: -1 },
  { label: 'down', across: 0, down: 1 },
];

/** All that can be done with the chosen part, with plain controls. */
export function PartForm({
  part,
  drawing,
  fieldRef,
  joining,
  onRename,
  onKind,
  onJoin,
  onArrow,
  onNoArrow,
  onMove,
  onRemove,
  onBack,
}: {
  part: Part;
  drawing: Drawing;
  /** Its first field, which takes the focus when the form is opened from the keyboard. */
  fieldRef: Ref<HTMLInputElement>;
  /** The next part that is chosen becomes the end of an arrow. */
  joining: boolean;
  onRename(name: string): void;
  onKind(kind: PartKind): void;
  onJoin(): void;
  onArrow(to: string): void;
  onNoArrow(from: string, to: string): void;
  onMove(across: number, down: number): void;
  onRemove(): void;
  /** Back to the part of this name on the board. */
  onBack(name: string): void;
}): ReactNode {
  const id = useId();
  const [typed, setTyped] = useState(part.name);
  const [chosen, setChosen] = useState('');
  useEffect(() => setTyped(part.name), [part.name]);

  const problem = nameProblem(drawing, part.name, typed);
  const rename = () => {
    if (!problem && tidyName(typed) !== part.name) onRename(tidyName(typed));
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    rename();
    if (!problem) onBack(tidyName(typed));
  };
  const leave = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    setTyped(part.name);
    onBack(part.name);
  };
  const ends = drawing.parts.filter((each) => each !== part && !hasArrow(drawing, part.name, each.name));
  const end = ends.find(({ name }) => name === chosen) ?? ends[0];
  const arrows = drawing.arrows.filter(
    ({ from, to }) => sameName(from, part.name) || sameName(to, part.name),
  );
  return (
    <form className={styles.form} onSubmit={submit} aria-labelledby={`${id}title`}>
      <h4 id={`${id}title`}>
        {labelOf(part.kind)}: {part.name}
      </h4>
      <div className={styles.fields}>
        <label>
          Name
          <input
            ref={fieldRef}
            type="text"
            value={typed}
            autoComplete="off"
            aria-invalid={problem !== undefined}
            aria-describedby={problem ? `${id}problem` : undefined}
            onChange={({ target }) => setTyped(target.value)}
            onBlur={rename}
            onKeyDown={leave}
          />
        </label>
        <label>
          Kind
          <select value={part.kind} onChange={({ target }) => onKind(kindOf(target.value) ?? part.kind)}>
            {partKinds.map((kind) => (
              <option key={kind} value={kind}>
                {labelOf(kind)}
              </option>
            ))}
          </select>
        </label>
      </div>
      {problem && (
        <p id={`${id}problem`} role="alert" className={styles.problem}>
          {problem}
        </p>
      )}
      <div className={styles.fields}>
        <label>
          Arrow to
          <select value={end?.name ?? ''} disabled={!end} onChange={({ target }) => setChosen(target.value)}>
            {ends.map(({ name }) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <button
          type="button"
          className={styles.small}
          disabled={!end}
          onClick={() => end && onArrow(end.name)}
        >
          Draw this arrow
        </button>
        <button type="button" className={styles.small} aria-pressed={joining} onClick={onJoin}>
          Draw an arrow on the board
        </button>
      </div>
      {arrows.length > 0 && (
        <ul className={styles.ends} aria-label="Its arrows">
          {arrows.map(({ from, to }) => (
            <li key={`${from} ${to}`}>
              {from} → {to}
              <button
                type="button"
                className={styles.small}
                aria-label={`Remove the arrow from ${from} to ${to}`}
                onClick={() => onNoArrow(from, to)}
              >
                Remove
              </button>
            </li>
          ))}
        </ul>
      )}
      <div className={styles.buttons}>
        {moves.map(({ label, across, down }) => (
          <button key={label} type="button" className={styles.small} onClick={() => onMove(across, down)}>
            Move {label}
          </button>
        ))}
        <button type="button" className={styles.small} onClick={onRemove}>
          Remove the part
        </button>
      </div>
    </form>
  );
}
