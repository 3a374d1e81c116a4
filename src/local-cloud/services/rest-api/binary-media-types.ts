/** Tells binary payloads from text, as a REST API's `BinaryMediaTypes` say: `image/png`, `image/*`, any. */
export class BinaryMediaTypes {
  readonly #types: string[];

  constructor(types: string[]) {
    this.#types = types;
  }

  /** Whether a Content-Type, or the first type of an Accept header, is a binary one. */
  includes(header: string | undefined): boolean {
    // "When a request contains multiple media types in its Accept header, API Gateway honors only the first."
    const type = header?.split(/[,;]/, 1)[0]?.trim().toLowerCase() ?? '';
    return this.#types.some(
      (each) =>
        each === '*/*' || each === type || (each.endsWith('/*') && type.startsWith(each.slice(0, -1))),
    );
  }
}
