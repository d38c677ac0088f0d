import { testRefusals } from "@tooling/golden/refusals";
import { expect, it } from "vitest";
import { dropOut, key } from "./index.ts";

const k = key(0);

it("dropOut keeps float64 and drops the same entries for every dtype", () => {
  const x = Float64Array.from({ length: 100 }, (_, i) => i + 0.1);
  const [wide, mask] = dropOut(k, x, { rate: 0.3 });
  const [narrow] = dropOut(k, Float32Array.from(x), { rate: 0.3 });
  expect([wide.dtype, mask.dtype, narrow.dtype]).toEqual(["float64", "float64", "float32"]);
  expect([...wide.data].map((value) => value === 0)).toEqual([...narrow.data].map((value) => value === 0));
  expect(x[0]).toBe(0.1);
});

testRefusals("a wrong drop-out is refused", [
  [() => dropOut(k, [1], { rate: 1 }), RangeError, "dropOut: rate must lie in [0, 1), got 1"],
  [
    () => dropOut(k, [1], { rate: 1 - 1e-9 }),
    RangeError,
    "dropOut: rate must lie in [0, 1), got 0.999999999",
  ],
  [() => dropOut(k, [1], { rate: -0.1 }), RangeError, "dropOut: rate must lie in [0, 1), got -0.1"],
  [() => dropOut(k, [1], { rate: Number.NaN }), RangeError, "dropOut: rate must be a number, got NaN"],
  [
    () => dropOut(k, 1 as never),
    TypeError,
    "dropOut: input must be a tensor, a typed array or nested numbers, got 1",
  ],
]);
