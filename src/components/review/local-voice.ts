import { useEffect, useState } from 'react';

/**
 * A voice of this device that speaks English; undefined where there is none. A voice that is not local would send what
 * it reads to somebody.
 */
export function useLocalVoice(): SpeechSynthesisVoice | undefined {
  const [voice, setVoice] = useState<SpeechSynthesisVoice>();
  useEffect(() => {
    if (!('speechSynthesis' in globalThis)) return;
    const { speechSynthesis } = globalThis;
    const look = () => {
      const local = speechSynthesis.getVoices().filter(isOurs);
      setVoice(local.find((each) => each.default) ?? local[0]);
    };
    look();
    // Some browsers know their voices only later.
    speechSynthesis.addEventListener('voiceschanged', look);
    return () => speechSynthesis.removeEventListener('voiceschanged', look);
  }, []);
  return voice;
}

const isOurs = ({ localService, lang }: SpeechSynthesisVoice): boolean => localService && /^en\b/i.test(lang);
