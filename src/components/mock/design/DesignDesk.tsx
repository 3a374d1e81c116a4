import { type ReactNode, useEffect, useState } from 'react';
import type { DesignInterviewData } from '#content/design/design-interview.ts';
import type { DesignLoader } from '#content/practice.ts';
import { useDraft } from '../../quiz/open/use-draft.ts';
import { ProgressNotes } from '../../quiz/ProgressNotes.tsx';
import { DesignIntro } from './DesignIntro.tsx';
import { DesignJudged } from './DesignJudged.tsx';
import { DesignWork } from './DesignWork.tsx';

/** An interview with a drawing, from its beginning to what came of it. */
export default function DesignDesk({
  id,
  designs,
  onClose,
}: {
  /** `design/order-processing`. */
  id: string;
  designs: DesignLoader;
  onClose(): void;
}): ReactNode {
  const [loaded, setLoaded] = useState<DesignInterviewData[]>();
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    designs.load().then(
      (module) => setLoaded(module.default),
      () => setFailed(true),
    );
  }, [designs]);
  const design = loaded?.find((each) => each.id === id);
  if (failed) {
    return <p role="alert">The interview could not be loaded. Reload the page; your drawing is kept.</p>;
  }
  if (!design)
    return (
      <p role="status" className="waiting">
        Fetching the interview…
      </p>
    );
  return <DesignRoom key={id} design={design} onClose={onClose} />;
}

/**
 * The reader's drawing, notes and ticks are a draft in the record, as those of an open question: the drawing is its
 * answer, as text; the notes of the phases that were reached are its follow-ups.
 */
function DesignRoom({ design, onClose }: { design: DesignInterviewData; onClose(): void }): ReactNode {
  const view = useDraft(design);
  const { progress, draft, updateFollowUp } = view;
  if (!progress.ready)
    return (
      <p role="status" className="waiting">
        Reading what this browser remembers…
      </p>
    );
  const notes = <ProgressNotes progress={progress} />;
  if (draft.followUps.length === 0) {
    return (
      <>
        {notes}
        <DesignIntro design={design} onBegin={() => updateFollowUp(0, {})} onClose={onClose} />
      </>
    );
  }
  return (
    <>
      {notes}
      {draft.attempted ? (
        <DesignJudged design={design} view={view} onClose={onClose} />
      ) : (
        <DesignWork design={design} view={view} onClose={onClose} />
      )}
    </>
  );
}
