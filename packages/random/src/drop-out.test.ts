import { usePlainPath } from "@ngc/tensor/authoring";
import { testRefusals } from "@tooling/golden/refusals";
import { afterEach, expect, it } from "vitest";
import { dropOut, key } from "./index.ts";

const k = key(0);

afterEach(() => usePlainPath(false));

it("dropOut keeps float64 and drops the same entries for every dtype", () => {
  const x = Float64Array.from({ length: 100 }, (_, i) => i + 0.1);
  const [wide, mask] = dropOut(k, x, { rate: 0.3 });
  const [narrow] = dropOut(k, Float32Array.from(x), { rate: 0.3 });
  expect([wide.dtype, mask.dtype, narrow.dtype]).toEqual(["float64", "float64", "float32"]);
  expect([...wide.data].map((value) => value === 0)).toEqual([...narrow.data].map((value) => value === 0));
  expect(x[0]).toBe(0.1);
});

// drop_out of ngc-learn gives 20971520, as 16777217 is 16777216 in float32.
it.each([false, true])(
  "dropOut rounds integers to float32 before it scales them, plain path: %s",
  (plain) => {
    usePlainPath(plain);
    const x = [16777217, 16777217, 16777217];
    for (const given of [x, Int32Array.from(x), Uint32Array.from(x)])
      expect(dropOut(k, given, { rate: 0.2 })[0].toArray()).toEqual([0, 0, 20971520]);
    const [output, mask] = dropOut(k, Uint8Array.of(1, 2, 3, 4), { rate: 0.5 });
    expect([output.toArray(), mask.toArray()]).toEqual([
      [0, 0, 6, 8],
      [0, 0, 2, 2],
    ]);
  },
);

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
