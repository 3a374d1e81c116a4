/** Stands in for the libraries that a large function loads: nothing else happens in the environment meanwhile. */
export function load(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, Number(process.env.INIT_MS));
}
