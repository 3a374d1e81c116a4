import type { CloudEvent, CloudEventOf } from '#content/event.ts';
import type { Place } from '#content/pipeline.ts';
import { type BatchFacts, batchFacts } from './batch-facts.ts';
import { Calls } from './calls.ts';
import { CopyIds } from './copy-ids.ts';
import type { Moment } from './moment.ts';
import { placeOf, workerOf } from './place-of.ts';
import { isNamed, requestText, requestWord } from './request-words.ts';

/** A moment whose time is its event's. */
export type Untimed = Omit<Moment, 'atMs'>;

/** Takes the events of a run one after the other, and tells what each means for which copies. */
export class Followed {
  readonly ids = new CopyIds();
  readonly #places: readonly Place[];
  readonly #carries: string;
  readonly #facts: BatchFacts;
  /** The copy of `cause@resource`: of several consumers each has its own. */
  readonly #claims = new Map<string, number[]>();
  /** Who claimed a record or notification first. */
  readonly #firstClaim = new Map<string, string>();
  readonly #invocations = new Map<string, CloudEventOf<'invocation-started'>>();
  readonly #calls = new Calls();
  /** Which invocation of a function has stored a copy at a place. */
  readonly #writers = new Map<string, string>();
  readonly #pushes = new Set<string>();
  readonly #named: boolean;
  /** Where all do nothing but ask, what travels are the questions. */
  readonly #onlyAsks: boolean = false;

  constructor(events: readonly CloudEvent[], places: readonly Place[], carries: string) {
    this.#places = places;
    this.#facts = batchFacts(events);
    this.#carries = carries;
    const requests = events.filter((event) => event.type === 'request-received');
    this.#named = requests.some(({ path }) => isNamed(path, carries));
    this.#onlyAsks = requests.every(({ method, path }) => this.#wordOf(method, path) !== carries);
  }

  /** The moments of an event, those of no copy among them. */
  take(event: CloudEvent): Untimed[] {
    const place = placeOf(this.#places, event.resource);
    const dead = this.#places[place]?.kind === 'dead-letters';
    const ids = this.ids;
    const of = (kind: Moment['kind'], copies: number[], more: Partial<Untimed> = {}): Untimed[] => [
      { kind, copies, place, ...more },
    ];
    /** Of copies that went on by other means meanwhile it is told, and changes nothing. */
    const unlessPast = (kind: Moment['kind'], id: string, more: Partial<Untimed> = {}): Untimed[] =>
      byPast(id, ids).flatMap(({ copies, past }) => of(kind, copies, { ...more, ...past }));
    const to = (resource: string | undefined): Partial<Untimed> => {
      const index = resource === undefined ? -1 : placeOf(this.#places, resource);
      return index < 0 ? {} : { to: index };
    };

    switch (event.type) {
      case 'request-received':
        return this.#received(event, place);
      case 'request-answered': {
        const kind = this.#pushes.has(event.requestId) ? 'push-answered' : 'answered';
        const { requestId, status } = event;
        return of(kind, ids.of(requestId), { status, ...this.#calls.from(requestId) });
      }
      case 'message-enqueued': {
        // A dead-letter queue and a redrive enqueue what is known already; that moment has been told.
        if (ids.of(event.messageId).length > 0) return [];
        if (dead && event.cause && ids.alias(event.messageId, event.cause).length > 0) return [];
        return of('enqueued', [this.#join(event.messageId, event)]);
      }
      case 'event-published': {
        const heard = this.#facts.onward.has(event.eventId);
        const from = [event.cause, event.invocationId, event.requestId].find((id) => id && ids.of(id).length);
        if (!heard && from) return of('published', ids.of(from), { past: true });
        return of('published', [this.#join(event.eventId, event, 'event')]);
      }
      case 'event-filtered':
        return of('filtered', ids.of(event.eventId), { ...to(event.to), past: true });
      case 'event-replayed':
        return of('replayed', ids.of(event.eventId), { past: true });
      case 'event-queued': {
        const copy = ids.join(event.eventId, event.cause, 'event');
        this.#claims.set(`${event.cause}@${event.resource}`, [copy]);
        return of('handed-over', [copy]);
      }
      case 'event-retried':
        return of('retried', this.#claimed(event.eventId, event.resource), { past: true });
      case 'event-given-up':
        return of('given-up', this.#claimed(event.eventId, event.resource), {
          ...(event.to !== undefined && { kept: true }),
          ...to(event.to),
        });
      case 'record-put':
        return of('put', [this.#join(event.eventId, event)]);
      case 'record-refused':
        return of('put-refused', ids.of(event.requestId ?? event.invocationId ?? event.cause ?? ''), {
          past: true,
        });
      case 'message-received': {
        const receives = { receives: event.receiveCount };
        if (dead) return of('dead-read', ids.of(event.messageId), receives);
        const worker = workerOf(this.#places, place);
        return of('polled', this.#alive(event.messageId), {
          ...receives,
          ...(worker >= 0 && { to: worker }),
        });
      }
      case 'message-returned':
        return dead ? [] : of('returned', this.#alive(event.messageId));
      case 'message-deleted':
        return unlessPast(dead ? 'dead-deleted' : 'deleted', event.messageId);
      case 'message-dead-lettered':
        return of('dead-lettered', ids.of(event.messageId), to(event.to));
      case 'message-moved':
        ids.join(event.movedAs, event.messageId, this.#carries);
        return of('moved', ids.of(event.movedAs), to(event.to));
      case 'message-expired':
        return of('expired', ids.of(event.messageId));
      case 'invocation-started':
        return of('started', this.#started(event), event.coldStart ? { cold: true } : {});
      case 'invocation-ended':
        return this.#ended(event).flatMap(({ copies, outcome }) => of('ended', copies, { outcome }));
      case 'invocation-throttled':
        return of(
          'throttled',
          event.causes.flatMap((cause) => this.#claimed(cause, event.resource)),
        );
      case 'item-written':
        return this.#written(event, place);
      case 'object-written': {
        const { eventId, invocationId } = event;
        if (eventId === undefined) return of('written', ids.of(invocationId ?? ''));
        return of('published', [ids.join(eventId, invocationId, this.#carries)]);
      }
      case 'execution-started': {
        const claimed = event.causes.flatMap((cause) => this.#claimed(cause, event.resource));
        ids.joinAll(event.executionId, claimed);
        return of('execution-started', claimed);
      }
      case 'state-entered':
        return of('state-entered', ids.of(event.executionId), { state: event.state });
      case 'execution-ended':
        return of('execution-ended', ids.of(event.executionId), { outcome: event.outcome });
      case 'capacity-throttled':
        return of('table-throttled', ids.of(event.invocationId ?? ''));
      case 'fault-injected':
        return of('fault', ids.of(event.id ?? ''), { fault: event.fault });
      default:
        return [];
    }
  }

  #received(event: CloudEventOf<'request-received'>, place: number): Untimed[] {
    const { requestId, method, path, invocationId, cause = '' } = event;
    const request = requestText(method, path);
    if (invocationId !== undefined && this.ids.of(invocationId).length > 0) {
      this.#pushes.add(requestId);
      return [{ kind: 'pushed', copies: this.ids.alias(requestId, invocationId), place, request }];
    }
    const [caller] = this.ids.of(cause);
    if (caller !== undefined) {
      this.#calls.made(requestId, cause);
      const copies = [this.ids.fork(requestId, caller, { call: true })];
      return [{ kind: 'called', copies, place, request, ...this.#calls.from(requestId) }];
    }
    const copies = [this.ids.begin(requestId, this.#wordOf(method, path))];
    return [{ kind: 'received', copies, place, request }];
  }

  #wordOf(method: string, path: string): string {
    return this.#onlyAsks ? this.#carries : requestWord(method, path, this.#carries, this.#named);
  }

  #join(
    id: string,
    { cause, invocationId, requestId }: { cause?: string; invocationId?: string; requestId?: string },
    word = this.#carries,
  ): number {
    const from = [cause, requestId, invocationId].find((each) => each && this.ids.of(each).length > 0);
    return this.ids.join(id, from, word);
  }

  /** The copies that an id means at a resource. */
  #claimed(id: string, resource: string): number[] {
    return this.#claims.get(`${id}@${resource}`) ?? this.ids.of(id);
  }

  /** The copies of a message that is in its queue again: new ones where the order has gone on without it. */
  #alive(id: string): number[] {
    const copies = this.ids.of(id);
    if (!copies.some((copy) => this.ids.isPast(id, copy))) return copies;
    return copies.map((copy) => this.ids.fork(id, copy));
  }

  #started(event: CloudEventOf<'invocation-started'>): number[] {
    const { invocationId, causes, resource, trigger } = event;
    this.#invocations.set(invocationId, event);
    this.#calls.begun(causes, placeOf(this.#places, resource));
    const known = this.ids.of(invocationId);
    if (known.length > 0) return known;
    const records = trigger === 'kinesis' || trigger === 'dynamodb-stream';
    const copies = causes.flatMap((cause) =>
      records ? this.#claimRecord(cause, resource) : this.#claimed(cause, resource),
    );
    return this.ids.joinAll(invocationId, copies);
  }

  /** The copies of a record at one of its readers: each reader after the first has its own, and so has a second try. */
  #claimRecord(record: string, reader: string): number[] {
    const key = `${record}@${reader}`;
    const first = this.#firstClaim.get(record) ?? reader;
    this.#firstClaim.set(record, first);
    const claimed = this.#claims.get(key) ?? (first === reader ? this.ids.of(record) : []);
    const goesOn = claimed.length > 0 && !claimed.some((copy) => this.#isGone(record, copy));
    const copies = goesOn
      ? claimed
      : this.ids.of(record).map((copy) => this.ids.fork(`${key}#${this.ids.copies.length}`, copy));
    this.#claims.set(key, copies);
    return copies;
  }

  #isGone(record: string, copy: number): boolean {
    return this.ids.of(record).includes(copy) && this.ids.isPast(record, copy);
  }

  /** Who is done with when an invocation has ended, and who is to be tried again although it succeeded. */
  #ended({ invocationId, outcome, resource }: CloudEventOf<'invocation-ended'>) {
    const copies = this.ids.of(invocationId);
    const { trigger, causes = [] } = this.#invocations.get(invocationId) ?? {};
    if (outcome !== 'succeeded' || (trigger !== 'kinesis' && trigger !== 'dynamodb-stream')) {
      return [{ copies, outcome }];
    }
    const again = new Set(
      causes
        .filter((record) => !this.#facts.isLast(record, resource, invocationId))
        .flatMap((record) => this.#claimed(record, resource)),
    );
    return [
      { copies: copies.filter((copy) => !again.has(copy)), outcome },
      { copies: copies.filter((copy) => again.has(copy)), outcome: 'in-part' as const },
    ];
  }

  #written(event: CloudEventOf<'item-written'>, place: number): Untimed[] {
    const { invocationId = '', eventId } = event;
    // Nobody asked an API for it: the record in the table's stream is what goes on from here.
    if (invocationId === '' && eventId !== undefined) {
      return [{ kind: 'put', copies: [this.ids.join(eventId, undefined, this.#carries)], place }];
    }
    if (eventId !== undefined && this.#facts.onward.has(eventId)) {
      return [{ kind: 'put', copies: [this.ids.join(eventId, invocationId, this.#carries)], place }];
    }
    const copies = this.ids.of(invocationId);
    if (event.change === 'removed') return [{ kind: 'written', copies, place, removed: true, past: true }];
    if (this.#facts.unclear.has(invocationId)) return [{ kind: 'written', copies, place, ofBatch: true }];
    const again = copies.filter((copy) => this.#isAgain(copy, place, invocationId));
    const first = copies.filter((copy) => !again.includes(copy));
    return [
      { kind: 'written', copies: first, place },
      { kind: 'written', copies: again, place, again: true },
    ];
  }

  #isAgain(copy: number, place: number, invocationId: string): boolean {
    const key = `${copy}@${place}@${this.#invocations.get(invocationId)?.resource}`;
    const writer = this.#writers.get(key) ?? invocationId;
    this.#writers.set(key, writer);
    return writer !== invocationId;
  }
}

/** The copies of an id, those apart that went on by another. */
function byPast(id: string, ids: CopyIds): { copies: number[]; past: { past?: true } }[] {
  const copies = ids.of(id);
  return [
    { copies: copies.filter((copy) => !ids.isPast(id, copy)), past: {} },
    { copies: copies.filter((copy) => ids.isPast(id, copy)), past: { past: true } },
  ];
}
