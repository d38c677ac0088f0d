import { type Tensor, tensor } from "@ngc/tensor";
import { testRefusals } from "@tooling/golden/refusals";
import fc from "fast-check";
import { describe, expect, expectTypeOf, it } from "vitest";
import { type GeneratePatchSetOptions, generatePatchSet } from "./index.ts";

/** An image whose entry at (row, column) is `10 row + column`. */
function ruler(height: number, width: number): number[][] {
  return Array.from({ length: height }, (_, row) => Array.from({ length: width }, (_, i) => 10 * row + i));
}

describe("generatePatchSet", () => {
  it("cuts images of one size at the same positions", () => {
    const image = ruler(5, 6);
    const patches = generatePatchSet([image, image], { patchSize: [2, 3], maxPatches: 4, center: false });
    expect(patches.shape).toEqual([8, 6]);
    expect(patches.data.slice(24)).toEqual(patches.data.slice(0, 24));
  });

  it("takes a tensor, its rows flattened, nested numbers and a list of any of them", () => {
    const data = Float32Array.from({ length: 32 }, (_, i) => i * i);
    const options = { patchSize: [2, 2], maxPatches: 3 } as const;
    const expected = generatePatchSet(tensor(data, [2, 4, 4]), options).toArray();
    const flat = tensor(data, [2, 16]);
    const images = [tensor(data.slice(0, 16), [4, 4]), tensor(data.slice(16), [4, 4])];
    for (const form of [
      flat,
      flat.toArray() as number[][],
      images,
      images.map((image) => image.toArray() as number[][]),
      [data.slice(0, 16), data.slice(16)],
      { data, shape: [2, 16], dtype: "float32" } as const,
    ]) {
      expect(generatePatchSet(form, options).toArray()).toEqual(expected);
    }
  });

  it("gives each image of a list as many patches as it has positions", () => {
    const images = [ruler(3, 3), ruler(2, 2), ruler(2, 4)];
    expect(generatePatchSet(images, { patchSize: [2, 2] }).shape).toEqual([4 + 1 + 3, 4]);
  });

  it("changes no image", () => {
    const image = tensor(ruler(4, 4));
    generatePatchSet([image], { patchSize: [2, 2] });
    expect(image.toArray()).toEqual(ruler(4, 4));
  });

  it("cuts patches that are in the image, and whose mean is 0 once centred", () => {
    const size = fc.integer({ min: 1, max: 6 });
    const setting = fc.tuple(size, size).chain(([height, width]) =>
      fc.record({
        height: fc.constant(height),
        width: fc.constant(width),
        patchSize: fc.tuple(fc.integer({ min: 1, max: height }), fc.integer({ min: 1, max: width })),
        maxPatches: fc.integer({ min: 1, max: 40 }),
        seed: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
      }),
    );
    fc.assert(
      fc.property(setting, ({ height, width, ...options }) => {
        const image = ruler(height, width);
        const [down, across] = options.patchSize;
        const patches = generatePatchSet([image], { ...options, center: false }).toArray() as number[][];
        const positions = (height - down + 1) * (width - across + 1);
        expect(patches.length).toBe(Math.min(options.maxPatches, positions));
        for (const patch of patches) {
          const [top, left] = [Math.floor(patch[0] / 10), patch[0] % 10];
          const cut = image.slice(top, top + down).flatMap((row) => row.slice(left, left + across));
          expect(patch).toEqual(cut);
        }
        const centred = generatePatchSet([image], options).toArray() as number[][];
        for (const patch of centred) expect(patch.reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 3);
      }),
    );
  });

  it("has the type of its images: float64 where one is, otherwise float32", () => {
    const wide = tensor(new Float64Array(64), [1, 64]);
    const narrow = tensor(new Uint8Array(64), [1, 64]);
    const square = tensor(new Float64Array(64), [8, 8]);
    expectTypeOf(generatePatchSet(wide)).toEqualTypeOf<Tensor<"float64">>();
    expectTypeOf(generatePatchSet(narrow)).toEqualTypeOf<Tensor<"float32">>();
    expectTypeOf(generatePatchSet([square])).toEqualTypeOf<Tensor<"float64">>();
    expectTypeOf(generatePatchSet([ruler(8, 8)])).toEqualTypeOf<Tensor<"float32">>();
    expect(
      [wide, narrow, [square], [ruler(8, 8), square]].map((images) => generatePatchSet(images).dtype),
    ).toEqual(["float64", "float32", "float64", "float64"]);
  });
});

describe("a wrong call", () => {
  const image = ruler(4, 4);
  const cut = (images: unknown, options?: unknown) => () =>
    generatePatchSet(images as number[][], options as GeneratePatchSetOptions);
  const fn = "generatePatchSet:";
  testRefusals("is refused", [
    [cut([]), RangeError, `${fn} images must hold at least one image, got none`],
    [
      cut(tensor(new Float32Array(0), [0, 8, 8])),
      RangeError,
      `${fn} images must hold at least one image, got none`,
    ],
    [
      cut(undefined),
      TypeError,
      `${fn} images must be a tensor, a typed array or nested numbers, got undefined`,
    ],
    [cut([1, 2]), TypeError, `${fn} images[0] must be a tensor, a typed array or nested numbers, got 1`],
    [
      cut(new Float32Array(64)),
      RangeError,
      `${fn} images must have shape [N, height, width] or [N, side * side], got [64]`,
    ],
    [
      cut(tensor(new Float32Array(24), [2, 12])),
      RangeError,
      `${fn} images[0] must have two axes or be a flattened square, got shape [12]`,
    ],
    [
      cut(tensor(new Float32Array(24), [1, 2, 4, 3])),
      RangeError,
      `${fn} images[0] must have two axes or be a flattened square, got shape [2, 4, 3]`,
    ],
    [
      cut([image, new BigInt64Array(16)]),
      TypeError,
      `${fn} images[1] must not hold 64-bit integers (astype converts them), got int64`,
    ],
    [cut([image]), RangeError, `${fn} patchSize must fit into each image, at most [4, 4], got [8, 8]`],
    [
      cut([ruler(9, 9), ruler(9, 4)], { patchSize: [1, 5] }),
      RangeError,
      `${fn} patchSize must fit into each image, at most [9, 4], got [1, 5]`,
    ],
    [cut([image], { patchSize: 4 }), TypeError, `${fn} patchSize must be [height, width], got 4`],
    [cut([image], { patchSize: [4] }), TypeError, `${fn} patchSize must be [height, width], got [4]`],
    [
      cut([image], { patchSize: [0, 4] }),
      RangeError,
      `${fn} each length of patchSize must be a whole number of at least 1, got 0`,
    ],
    [
      cut([image], { patchSize: [1, 1.5] }),
      RangeError,
      `${fn} each length of patchSize must be a whole number of at least 1, got 1.5`,
    ],
    [
      cut([image], { maxPatches: 0 }),
      RangeError,
      `${fn} maxPatches must be a whole number of at least 1, got 0`,
    ],
    [
      cut([image], { maxPatches: 0.5 }),
      RangeError,
      `${fn} maxPatches must be a whole number of at least 1, got 0.5`,
    ],
    [cut([image], { center: 1 }), TypeError, `${fn} center must be true or false, got 1`],
    [
      cut([image], { seed: -1 }),
      RangeError,
      `${fn} seed must be a whole number from 0 to 4294967295, got -1`,
    ],
    [
      cut([image], { seed: 2 ** 32 }),
      RangeError,
      `${fn} seed must be a whole number from 0 to 4294967295, got 4294967296`,
    ],
    [cut([image], { seed: "1" }), TypeError, `${fn} seed must be a whole number, got "1"`],
    [cut([image], true), TypeError, `${fn} options must be an object, got true`],
  ]);
});
