import { type CSSProperties, type ReactNode, useId, useLayoutEffect, useRef, useState } from 'react';
import {
  withArrow,
  withKind,
  withName,
  withoutArrow,
  withoutPart,
  withPart,
  withPartAt,
} from '#content/design/change.ts';
import {
  type Drawing,
  hasArrow,
  isOnBoard,
  type Part,
  partOf,
  rowsOf,
  sameName,
} from '#content/design/drawing.ts';
import { labelOf, type PartKind } from '#content/design/part-kind.ts';
import { Arrows } from './Arrows.tsx';
import styles from './Board.module.css';
import { BoardPart } from './BoardPart.tsx';
import { Palette } from './Palette.tsx';
import { PartForm } from './PartForm.tsx';
import { useDrag } from './use-drag.ts';
import { useSize } from './use-size.ts';

/** A board on which parts are put, moved and joined, by keyboard or by pointer. What was done is said. */
export function Board({
  drawing,
  onChange,
  onUndo,
}: {
  drawing: Drawing;
  onChange(drawing: Drawing): void;
  /** Absent when there is nothing to take back. */
  onUndo?: () => void;
}): ReactNode {
  const id = useId();
  const board = useRef<HTMLElement>(null);
  const buttons = useRef(new Map<string, HTMLButtonElement>());
  const palette = useRef<HTMLButtonElement>(null);
  const field = useRef<HTMLInputElement>(null);
  // `at` tells one choice from the next; a part that is renamed stays the chosen one.
  const [chosen, setChosen] = useState<{ name: string; at: number }>();
  const [joins, setJoins] = useState(false);
  const [said, setSaid] = useState('');
  const [opened, setOpened] = useState(0);
  const [wantsFocus, setWantsFocus] = useState<string>();
  const rows = rowsOf(drawing);
  const size = useSize(board);
  const part = chosen && partOf(drawing, chosen.name);
  const joining = joins && part !== undefined;
  useLayoutEffect(() => {
    if (wantsFocus === undefined) return;
    buttons.current.get(wantsFocus)?.focus();
    setWantsFocus(undefined);
  }, [wantsFocus]);
  useLayoutEffect(() => {
    if (opened === 0) return;
    field.current?.focus();
    field.current?.select();
  }, [opened]);

  const select = (name: string) => {
    if (!chosen || !sameName(chosen.name, name)) setChosen({ name, at: (chosen?.at ?? 0) + 1 });
  };

  const did = (next: Drawing, what: string) => {
    onChange(next);
    setSaid(what);
  };
  const add = (kind: PartKind) => {
    const added = withPart(drawing, kind, part?.name);
    if (!added) {
      setSaid('The board is full. Remove a part that says little.');
      return;
    }
    did(added.drawing, `${labelOf(kind)} ${added.name} is on the board.`);
    setJoins(false);
    select(added.name);
    setOpened(opened + 1);
  };
  const move = ({ name, column, row }: Part, across: number, down: number) => {
    const to = { column: column + across, row: row + down };
    if (isOnBoard(to)) did(withPartAt(drawing, name, to), `${name}: column ${to.column}, row ${to.row}.`);
    else setSaid(`${name} is at the edge of the board.`);
  };
  const join = (from: string, to: string) => {
    setJoins(false);
    if (sameName(from, to)) setSaid('No arrow: it would lead to its own part.');
    else if (hasArrow(drawing, from, to)) setSaid(`There is an arrow from ${from} to ${to}.`);
    else did(withArrow(drawing, from, to), `Arrow from ${from} to ${to}.`);
  };
  const startJoining = (name: string) => {
    select(name);
    setJoins(true);
    setSaid(`Choose the part at which the arrow from ${name} ends. Escape leaves it.`);
  };
  const choose = (name: string, byKeyboard: boolean) => {
    if (joining && part) {
      join(part.name, name);
      // The next arrow of a chain begins where this one ends.
      select(name);
      return;
    }
    select(name);
    if (byKeyboard) setOpened(opened + 1);
  };
  const remove = (name: string) => {
    did(withoutPart(drawing, name), `${name} and its arrows are gone. Undo brings them back.`);
    setJoins(false);
    setChosen(undefined);
    const next = drawing.parts.find((each) => !sameName(each.name, name));
    if (next) setWantsFocus(next.name);
    else palette.current?.focus();
  };
  const undo = () => {
    onUndo?.();
    setJoins(false);
    setSaid(onUndo ? 'The last change is taken back.' : 'There is nothing to take back.');
  };
  const stopJoining = () => {
    if (!joining) return;
    setJoins(false);
    setSaid('No arrow was drawn.');
  };
  const { drag, wasDrag, handlers } = useDrag(board, rows, (at, across, down) => {
    const dragged = drawing.parts[at];
    if (dragged && (across !== 0 || down !== 0)) move(dragged, across, down);
  });
  const keep = (name: string) => (button: HTMLButtonElement | null) => {
    if (button) buttons.current.set(name, button);
    else buttons.current.delete(name);
  };

  return (
    <div>
      <Palette firstRef={palette} onAdd={add} />
      <p id={`${id}hint`} className={styles.hint}>
        An arrow leads to who is called, and from a queue, a topic, a bus or a stream to who gets the message.
        <span className="for-keys">
          {' '}
          On a part: the arrow keys or the mouse move it; C begins an arrow that ends at the part you choose
          next; Enter or a click opens what can be done with it; Delete removes it; N leads back to the parts
          that can be added.
        </span>
        <span className="for-touch"> A tap on a part opens what can be done with it.</span>
      </p>
      <div className={`${styles.frame} ${styles.edge}`}>
        <section
          ref={board}
          className={styles.board}
          aria-label="Your drawing"
          aria-describedby={`${id}hint`}
          style={{ '--rows': rows } as CSSProperties}
        >
          <Arrows drawing={drawing} rows={rows} {...size} marked={part?.name} />
          {drawing.parts.map((each, at) => (
            <BoardPart
              // biome-ignore lint/suspicious/noArrayIndexKey: a part that is renamed keeps its button, and with it the focus
              key={at}
              part={each}
              drawing={drawing}
              selected={each === part}
              drag={drag?.part === at ? drag : undefined}
              pointer={handlers(at)}
              buttonRef={keep(each.name)}
              onChoose={(byKeyboard) => {
                if (byKeyboard || !wasDrag()) choose(each.name, byKeyboard);
              }}
              onMove={(across, down) => move(each, across, down)}
              onJoin={() => startJoining(each.name)}
              onNew={() => palette.current?.focus()}
              onRemove={() => remove(each.name)}
              onCancel={stopJoining}
            />
          ))}
        </section>
      </div>
      <p role="status" className={styles.said}>
        {said}
      </p>
      <p>
        <button type="button" className={styles.small} aria-disabled={!onUndo} onClick={undo}>
          Undo
        </button>
      </p>
      {part && (
        <PartForm
          key={chosen?.at}
          part={part}
          drawing={drawing}
          fieldRef={field}
          joining={joining}
          onRename={(name) => {
            did(withName(drawing, part.name, name), `${part.name} is called ${name} now.`);
            setChosen({ name, at: chosen?.at ?? 0 });
          }}
          onKind={(kind) => did(withKind(drawing, part.name, kind), `${part.name}: ${labelOf(kind)}.`)}
          onJoin={() => (joining ? stopJoining() : startJoining(part.name))}
          onArrow={(to) => join(part.name, to)}
          onNoArrow={(from, to) =>
            did(withoutArrow(drawing, from, to), `The arrow from ${from} to ${to} is gone.`)
          }
          onMove={(across, down) => move(part, across, down)}
          onRemove={() => remove(part.name)}
          onBack={setWantsFocus}
        />
      )}
    </div>
  );
}
