import type { TakeAwayCard } from '#content/take-away.ts';

/** The deck of a card: one per part, below one for the site. */
export function deckName({ partLabel }: TakeAwayCard): string {
  return `200 or 202::${partLabel.replaceAll('::', ':')}`;
}

/** One deck in the form of `col.decks`. */
export function deck(id: number, name: string, mod: number) {
  return {
    id,
    name,
    mod,
    usn: 0,
    desc: '',
    dyn: 0,
    conf: 1,
    collapsed: false,
    browserCollapsed: false,
    extendNew: 0,
    extendRev: 0,
    newToday: [0, 0],
    revToday: [0, 0],
    lrnToday: [0, 0],
    timeToday: [0, 0],
  };
}

/** Anki's default options of a deck, in the form of `col.dconf`. */
export function deckOptions(mod: number) {
  return {
    id: 1,
    name: 'Default',
    mod,
    usn: 0,
    maxTaken: 60,
    autoplay: true,
    timer: 0,
    replayq: true,
    dyn: false,
    new: {
      delays: [1, 10],
      ints: [1, 4, 7],
      initialFactor: 2500,
      order: 1,
      perDay: 20,
      bury: false,
      separate: true,
    },
    rev: { perDay: 200, ease4: 1.3, fuzz: 0.05, minSpace: 1, ivlFct: 1, maxIvl: 36500, bury: false },
    lapse: { delays: [10], mult: 0, minInt: 1, leechFails: 8, leechAction: 0 },
  };
}

/** The collection's own settings, in the form of `col.conf`. */
export function collectionSettings(deckId: number, noteTypeId: number, cards: number) {
  return {
    nextPos: cards + 1,
    estTimes: true,
    activeDecks: [1],
    sortType: 'noteFld',
    sortBackwards: false,
    addToCur: true,
    curDeck: deckId,
    curModel: String(noteTypeId),
    newSpread: 0,
    dueCounts: true,
    collapseTime: 1200,
    timeLim: 0,
    newBury: true,
  };
}
