import useIsBrowser from '@docusaurus/useIsBrowser';
import type { ReactNode } from 'react';
import { useFocusOnStep } from '../../use-focus-on-step.ts';
import { saveFile } from '../save-file.ts';
import styles from './Open.module.css';
import { recordingName } from './recording-name.ts';
import { type Keeping, useRecorder } from './use-recorder.ts';

/** Lets the reader hear their own answer. The recording stays in this page unless they keep it as a file. */
export function Recorder({
  mayStart,
  onStart,
  ...keeping
}: Keeping & { mayStart: boolean; onStart?(): void }): ReactNode {
  const { recording, start, stop, discard, undo } = useRecorder(keeping);
  const { state } = recording;
  const isBrowser = useIsBrowser();
  const button = useFocusOnStep<HTMLButtonElement>(state);
  const player = useFocusOnStep<HTMLAudioElement>(state);
  const back = useFocusOnStep<HTMLButtonElement>(state);
  // The build writes it for the browsers that can record, which are nearly all.
  const able = !isBrowser || ('MediaRecorder' in globalThis && navigator.mediaDevices !== undefined);
  if (state === 'none' && !undo && (!mayStart || !able)) return null;
  return (
    <div className={styles.recorder}>
      {/* One button, which keeps the focus while the browser asks for the microphone. */}
      {state !== 'done' && (mayStart || state === 'on') && (
        <button
          ref={button}
          type="button"
          className={`button button--${state === 'on' ? 'primary' : 'secondary'} button--sm`}
          disabled={!isBrowser}
          aria-disabled={state === 'asking'}
          onClick={() => {
            if (state === 'on') stop();
            if (state !== 'none' && state !== 'refused') return;
            start();
            onStart?.();
          }}
        >
          {state === 'on' ? 'Stop recording' : 'Record my answer'}
        </button>
      )}
      {recording.state === 'done' && (
        <>
          {/* biome-ignore lint/a11y/useMediaCaption: nobody else can know what the reader said */}
          <audio ref={player} controls src={recording.url} aria-label="Your recorded answer" />
          <button
            type="button"
            className="button button--secondary button--sm"
            onClick={() => saveFile(recordingName(recording.blob.type), recording.blob, recording.blob.type)}
          >
            Keep it as a file
          </button>
          <button type="button" className="button button--secondary button--sm" onClick={discard}>
            Discard
          </button>
        </>
      )}
      {undo && (
        <button ref={back} type="button" className="button button--secondary button--sm" onClick={undo}>
          Undo
        </button>
      )}
      <span role="status">
        {state === 'none' && !undo && 'It stays in this page, and goes when you leave.'}
        {undo && 'It is discarded, and gone when you leave this page or record anew.'}
        {state === 'asking' && 'The browser asks for the microphone.'}
        {state === 'on' && 'Recording.'}
        {state === 'refused' && 'The microphone was refused or is missing. Answer aloud without it, or type.'}
        {state === 'done' && 'It is kept only if you keep it as a file.'}
      </span>
    </div>
  );
}
