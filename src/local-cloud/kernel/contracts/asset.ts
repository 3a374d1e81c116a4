/** A file or folder that goes with a stack. */
export interface Asset {
  /** Absolute. */
  path: string;
  /** `zip`: a folder, to be packed; `file`: as it is. */
  packaging: string;
}

/** By an asset's hash, and by its key in the bucket that AWS would fetch it from. */
export type Assets = ReadonlyMap<string, Asset>;
