/** What the local cloud does, as its own tests and registry tell it. */
export interface Conformance {
  behaviours: {
    service: string;
    name: string;
    /** The AWS page that documents it. */
    source: string;
    fidelity: 'emulated' | 'modelled' | 'differs';
    /** For `modelled` and `differs`: how. */
    note?: string;
    /** The test that proves it, from the project's root. */
    file: string;
  }[];
  /** What AWS does and the local cloud passes over in silence. */
  notShown: {
    service: string;
    name: string;
    /** What happens here instead. */
    here: string;
    /** The AWS page that documents it. */
    source: string;
  }[];
  resourceTypes: {
    type: string;
    properties: string[];
    /** Property → reason why it may be there although it does nothing. */
    withoutEffect: Record<string, string>;
  }[];
  typesWithoutEffect: { type: string; reason: string }[];
}
