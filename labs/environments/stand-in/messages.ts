/*
 * The few messages of PostgreSQL's protocol that a client needs to connect and to have a statement done.
 * https://www.postgresql.org/docs/current/protocol-message-formats.html
 */

/** One message of a client: its letter, or what its first packet asks for, which has none. */
export type ClientMessage = { type: string } | { type: 'ssl' | 'startup' };

const sslRequest = 80_877_103;

/** Cuts what a client sends into messages, however it comes in pieces. */
export class MessageReader {
  #rest: Buffer = Buffer.alloc(0);
  #started = false;

  read(piece: Buffer): ClientMessage[] {
    this.#rest = Buffer.concat([this.#rest, piece]);
    const messages: ClientMessage[] = [];
    for (;;) {
      const at = this.#started ? 1 : 0;
      if (this.#rest.length < at + 4) return messages;
      const end = at + this.#rest.readInt32BE(at);
      if (this.#rest.length < end || end < at + 4) return messages;
      const message = this.#rest.subarray(0, end);
      this.#rest = this.#rest.subarray(end);
      if (this.#started) messages.push({ type: String.fromCharCode(message[0] as number) });
      else if (message.readInt32BE(4) === sslRequest) messages.push({ type: 'ssl' });
      else {
        this.#started = true;
        messages.push({ type: 'startup' });
      }
    }
  }
}

function message(type: string, body: Buffer = Buffer.alloc(0)): Buffer {
  const head = Buffer.alloc(5);
  head.write(type);
  head.writeInt32BE(4 + body.length, 1);
  return Buffer.concat([head, body]);
}

const ready = message('Z', Buffer.from('I'));

/** "Without encryption." */
export const noSsl = Buffer.from('N');

/** No password is asked for, and the first statement may come. */
export const welcome = Buffer.concat([message('R', Buffer.alloc(4)), ready]);

/** Parsed, bound, no rows to describe, done, and ready for the next statement. */
export const inserted = Buffer.concat([
  message('1'),
  message('2'),
  message('n'),
  message('C', Buffer.from('INSERT 0 1\0')),
  ready,
]);

/** An error after which the connection ends. `code`: https://www.postgresql.org/docs/current/errcodes-appendix.html */
export const fatal = (code: string, text: string): Buffer =>
  message('E', Buffer.from(`SFATAL\0VFATAL\0C${code}\0M${text}\0\0`));
