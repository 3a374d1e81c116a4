import type { Page } from '@playwright/test';

/** Gives the page a tone in place of a microphone. */
export async function toneAsMicrophone(page: Page): Promise<void> {
  await page.addInitScript(`navigator.mediaDevices.getUserMedia = async () => {
    const audio = new AudioContext();
    const tone = audio.createOscillator();
    const out = audio.createMediaStreamDestination();
    tone.connect(out);
    tone.start();
    return out.stream;
  }`);
}
