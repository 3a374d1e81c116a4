import assert from 'node:assert/strict';
import { test } from 'node:test';
import { layerCount, layers, tailFrom } from './exponential-layers.ts';
import { RandomStream } from './random-stream.ts';

test('the layers lie one on another, have one area each, and the uppermost ends at the top of the density', () => {
  const { x, y } = layers;
  const area = (tailFrom + 1) * Math.exp(-tailFrom);
  for (let layer = 1; layer < layerCount; layer += 1) {
    const [reach, low, high] = [x[layer] as number, y[layer] as number, y[layer + 1] as number];
    assert.ok(Math.abs(low - Math.exp(-reach)) < 1e-12, `layer ${layer} begins at the density of its edge`);
    assert.ok(Math.abs(reach * (high - low) - area) < 1e-12, `layer ${layer} has the area of the lowest`);
  }
  assert.ok(Math.abs((y[layerCount] as number) - 1) < 1e-12);
  // The value in Marsaglia and Tsang (2000).
  assert.ok(Math.abs(tailFrom - 7.69711747013105) < 1e-12);
});

test('exponential times fall into classes of equal chance alike, and behind the edge as often as they should', () => {
  const [classes, count] = [200, 1_000_000];
  const random = new RandomStream(202, 'service');
  const seen = new Float64Array(classes);
  let behind = 0;
  let behindSum = 0;
  for (let drawn = 0; drawn < count; drawn += 1) {
    const time = random.exponential();
    const place = Math.min(classes - 1, Math.floor(-Math.expm1(-time) * classes));
    seen[place] = (seen[place] as number) + 1;
    if (time < 5) continue;
    behind += 1;
    behindSum += time - 5;
  }
  const expected = count / classes;
  const chiSquare = seen.reduce((sum, each) => sum + (each - expected) ** 2 / expected, 0);
  // Of 199 degrees of freedom: mean 199, standard deviation 20.
  assert.ok(chiSquare > 120 && chiSquare < 280, `chi-square ${chiSquare}`);
  // Behind any time an exponential distribution begins anew.
  const mostBehind = Math.exp(-5) * count;
  assert.ok(Math.abs(behind - mostBehind) < 4 * Math.sqrt(mostBehind), `${behind} of ${mostBehind}`);
  assert.ok(Math.abs(behindSum / behind - 1) < 4 / Math.sqrt(behind), `${behindSum / behind}`);
});
