import { useEffect, useRef, useState } from 'react';

/** What the microphone is doing. The recording lives in the memory of this page and goes with it. */
export type Recording =
  | { state: 'none' | 'asking' | 'refused' | 'on' }
  | { state: 'done'; blob: Blob; url: string };

/** Where what was said goes on to be, when the recorder is gone. */
export interface Keeping {
  kept?: Blob | undefined;
  /** Called with each recording that ends, also because its recorder goes, and with nothing when it is discarded. */
  onKept?: ((said: Blob | undefined) => void) | undefined;
}

/** Records the reader's voice; nothing of it leaves the page. */
export function useRecorder({ kept, onKept }: Keeping = {}): {
  recording: Recording;
  start(): void;
  stop(): void;
  discard(): void;
  /** Brings back what was discarded last, until another recording begins. */
  undo: (() => void) | undefined;
} {
  const [recording, setRecording] = useState<Recording>(() => (kept ? done(kept) : { state: 'none' }));
  const [discarded, setDiscarded] = useState<Blob>();
  const recorder = useRef<MediaRecorder>(undefined);
  const left = useRef(false);
  const keep = useRef(onKept);
  useEffect(() => {
    keep.current = onKept;
  });

  useEffect(() => {
    left.current = false;
    return () => {
      left.current = true;
      if (keep.current && recorder.current?.state === 'recording') recorder.current.stop();
      else silence(recorder.current?.stream);
    };
  }, []);
  // What was still recorded when its recorder went comes a moment later.
  // biome-ignore lint/correctness/useExhaustiveDependencies: when it comes, and not when it is discarded
  useEffect(() => {
    if (kept && recording.state === 'none') setRecording(done(kept));
  }, [kept]);
  useEffect(() => {
    if (recording.state !== 'done') return;
    return () => URL.revokeObjectURL(recording.url);
  }, [recording]);

  const start = async () => {
    setRecording({ state: 'asking' });
    let stream: MediaStream | undefined;
    try {
      stream = await navigator.mediaDevices.getUserMedia({ audio: true });
      const running = new MediaRecorder(stream);
      const parts: Blob[] = [];
      running.ondataavailable = ({ data }) => parts.push(data);
      running.onstop = () => {
        silence(running.stream);
        const blob = new Blob(parts, { type: running.mimeType });
        keep.current?.(blob);
        if (!left.current) setRecording(done(blob));
      };
      recorder.current = running;
      if (left.current) return silence(stream);
      running.start();
      setDiscarded(undefined);
      setRecording({ state: 'on' });
    } catch {
      // A browser that gives the microphone may still have nothing to record with.
      silence(stream);
      setRecording({ state: 'refused' });
    }
  };
  return {
    recording,
    start: () => void start(),
    stop: () => recorder.current?.stop(),
    discard: () => {
      keep.current?.(undefined);
      if (recording.state === 'done') setDiscarded(recording.blob);
      setRecording({ state: 'none' });
    },
    undo:
      discarded && recording.state === 'none'
        ? () => {
            keep.current?.(discarded);
            setDiscarded(undefined);
            setRecording(done(discarded));
          }
        : undefined,
  };
}

const done = (blob: Blob): Recording => ({ state: 'done', blob, url: URL.createObjectURL(blob) });

/** Lets go of the microphone, so that the browser's sign for it goes out. */
function silence(stream: MediaStream | undefined): void {
  for (const track of stream?.getTracks() ?? []) track.stop();
}
