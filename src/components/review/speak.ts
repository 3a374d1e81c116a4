/** Reads sentences with this voice, one after the other; answers how to be silent. Then neither function is called. */
export function speak(
  voice: SpeechSynthesisVoice,
  sentences: readonly string[],
  { onEnd, onFail }: { onEnd(): void; onFail(): void },
): () => void {
  let silent = false;
  const said = sentences.map((sentence, at) => {
    const utterance = new SpeechSynthesisUtterance(sentence);
    utterance.voice = voice;
    utterance.lang = voice.lang;
    utterance.onend = () => !silent && at === sentences.length - 1 && onEnd();
    utterance.onerror = () => {
      if (silent) return;
      silent = true;
      speechSynthesis.cancel();
      onFail();
    };
    return utterance;
  });
  for (const utterance of said) speechSynthesis.speak(utterance);
  return () => {
    silent = true;
    speechSynthesis.cancel();
  };
}
