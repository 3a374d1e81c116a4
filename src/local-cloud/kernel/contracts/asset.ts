/** A file or folder that goes with a stack. */
export interface Asset {
  /** Absolute. */
  path: string;
  /** `zip`: a folder, to be packed; `file`: as it is; `image`: a folder with a Dockerfile, to be built. */
  packaging: string;
  /** How an image is to be built, besides its folder: `dockerFile`, `dockerBuildArgs`, … */
  build?: Readonly<Record<string, unknown>>;
}

/** By an asset's hash, and by its key in the bucket, or its tag in the repository, that AWS would fetch it from. */
export type Assets = ReadonlyMap<string, Asset>;
