/** Address of the script of the worker (src/plugins/explore). */
declare module '@explore/worker' {
  const address: string;
  export default address;
}

/** The styles of the page (src/plugins/explore). */
declare module '@explore/styles' {
  const text: string;
  export default text;
}

/** Address of the script of the worker of the figures with knobs. */
declare module '@explore/knob-worker' {
  const address: string;
  export default address;
}

/** The styles of these figures. */
declare module '@explore/knob-styles' {
  const text: string;
  export default text;
}

/** The styles of the page of the challenges. */
declare module '@explore/challenge-styles' {
  const text: string;
  export default text;
}
