/** One step of the evening before an interview. */
export interface Step {
  /** Part of what the record remembers: never renamed. */
  id: string;
  minutes: number;
  /** What to do, around the link to where; with its punctuation. */
  before: string;
  link: { to: string; text: string };
  after: string;
}

/** Ninety minutes without a lab. */
export const steps: Step[] = [
  {
    id: 'frame',
    minutes: 10,
    before: 'Read',
    link: { to: '/deciding/sync-or-async/', text: 'Synchronous or event-driven?' },
    after: ' It is the frame for every answer.',
  },
  {
    id: 'differences',
    minutes: 10,
    before: 'Answer aloud:',
    link: { to: '/interview/key-differences/', text: 'What are the key differences?' },
    after: ' Then tick the rubric.',
  },
  {
    id: 'errors',
    minutes: 10,
    before: 'Answer aloud:',
    link: { to: '/interview/error-handling/', text: 'How does error handling differ?' },
    after: ' Who finds out, and when?',
  },
  {
    id: 'design',
    minutes: 15,
    before: 'Answer aloud:',
    link: { to: '/interview/order-processing/', text: 'Design order processing' },
    after: '. With its follow-ups.',
  },
  {
    id: 'cost',
    minutes: 10,
    before: 'Answer aloud:',
    link: { to: '/interview/cost-at-scale/', text: 'What does it cost at scale?' },
    after: ' Have both directions ready.',
  },
  {
    id: 'cram',
    minutes: 15,
    before: 'Cram twenty cards on',
    link: { to: '/review/#cram', text: 'the review page' },
    after: '. Nothing of it touches your schedule.',
  },
  {
    id: 'sentences',
    minutes: 10,
    before: 'Say',
    link: { to: '#twelve-sentences', text: 'the twelve sentences' },
    after: ' below, each with its condition.',
  },
  {
    id: 'numbers',
    minutes: 5,
    before: 'Cover the right half of',
    link: { to: '#numbers-to-know', text: 'the numbers' },
    after: ' below, and say them.',
  },
  {
    id: 'mistakes',
    minutes: 5,
    before: 'Read',
    link: { to: '/interview/interview-mistakes/', text: 'the mistakes that candidates make' },
    after: '. Then go to sleep.',
  },
];

/** The step that the clock is at after so many seconds; undefined when the time is over. */
export function stepAt(seconds: number): Step | undefined {
  let end = 0;
  return steps.find(({ minutes }) => {
    end += minutes * 60;
    return seconds < end;
  });
}
