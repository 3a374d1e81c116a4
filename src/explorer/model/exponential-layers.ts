/** Layers of equal area that the density of the exponential distribution is covered with; the lowest has the tail in it. */
export const layerCount = 256;

/**
 * Where the tail begins: the right edge for which this many layers close at the top, `y[layerCount]` being 1.
 * Marsaglia and Tsang, "The Ziggurat Method for Generating Random Variables", Journal of Statistical Software 5 (8), 2000.
 */
export const tailFrom = edgeThatCloses();

/** How far each layer reaches to the right, from the lowest; and how high its lower edge stands. */
export const layers = layersWith(tailFrom);

function layersWith(edge: number): { x: Float64Array; y: Float64Array } {
  const [x, y] = [new Float64Array(layerCount + 1), new Float64Array(layerCount + 1)];
  // The lowest layer: a rectangle up to the edge, and the tail behind it. As wide as a rectangle of that area would be.
  const area = (edge + 1) * Math.exp(-edge);
  x[0] = edge + 1;
  x[1] = edge;
  y[1] = Math.exp(-edge);
  for (let layer = 1; layer < layerCount; layer += 1) {
    const top = (y[layer] as number) + area / (x[layer] as number);
    y[layer + 1] = top;
    x[layer + 1] = top < 1 ? -Math.log(top) : 0;
  }
  return { x, y };
}

/** By halving: the further right the edge, the less area a layer has, and the lower the top. */
function edgeThatCloses(): number {
  let [least, most] = [1, 20];
  for (;;) {
    const edge = (least + most) / 2;
    if (edge === least || edge === most) return edge;
    if ((layersWith(edge).y[layerCount] as number) > 1) least = edge;
    else most = edge;
  }
}
