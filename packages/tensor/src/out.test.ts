import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import {
  abs,
  add,
  arange,
  binarize,
  clip,
  divide,
  equal,
  exp,
  eye,
  isNaN as isNaNOf,
  matmul,
  normalizeMatrix,
  power,
  reshape,
  slice,
  square,
  subtract,
  sum,
  type Tensor,
  tensor,
  where,
  zeros,
} from "./index.ts";

describe("out", () => {
  it("is written to and returned", () => {
    const out = zeros([2]);
    expect(add([1, 2], [3, 4], { out })).toBe(out);
    expect(out.toArray()).toEqual([4, 6]);
    expect(exp([0, 0], { out })).toBe(out);
    expect(clip([0.5, 9], 0, 1, { out })).toBe(out);
    expect(where([1, 0], 1, 2, { out })).toBe(out);
    expect(out.toArray()).toEqual([1, 2]);
  });

  it("is not looked for where map hands an index", () => {
    const rows = [zeros([1]), zeros([1])].map(exp);
    expect(rows.map((row) => row.item())).toEqual([1, 1]);
  });

  it("may be an input, broadcast against or not", () => {
    const x = tensor([
      [1, 2],
      [3, 4],
    ]);
    expect(add(x, x, { out: x }).toArray()).toEqual([
      [2, 4],
      [6, 8],
    ]);
    expect(subtract([10, 20], x, { out: x }).toArray()).toEqual([
      [8, 16],
      [4, 12],
    ]);
    expect(where([[1], [0]], x, 0, { out: x }).toArray()).toEqual([
      [8, 16],
      [0, 0],
    ]);
    expect(isNaNOf(zeros([2]), { out: zeros([2], "bool") }).dtype).toBe("bool");
  });

  it("a refused out is left as it was", () => {
    const x = arange(4);
    const bytes = new Uint8Array(8);
    const view = tensor(new Int32Array(bytes.buffer));
    const calls: [() => unknown, ErrorConstructor, string][] = [
      [
        () => add(slice(x, 0, 2), 1, { out: slice(x, 1, 3) }),
        RangeError,
        "add: out must not overlap an input in part, got a view of the same buffer",
      ],
      [
        () => equal(view, zeros([4, 2], "int32"), { out: tensor(bytes, [4, 2], "uint8") as never }),
        TypeError,
        "equal: out must be bool, got uint8",
      ],
      [() => add(x, 1, { out: zeros([3]) }), RangeError, "add: out must have shape [4], got [3]"],
      [() => add(x, [[1], [2]], { out: x }), RangeError, "add: out must have shape [2, 4], got [4]"],
      [() => add(x, 1, { out: zeros([4], "float64") }), TypeError, "add: out must be float32, got float64"],
      [
        () => add(x, 1, { out: [1, 2, 3, 4] as never }),
        TypeError,
        "add: out must be a tensor, got [1, 2, 3, 4]",
      ],
      [() => add(x, 1, x), TypeError, "add: options must be an object, got a tensor of shape [4]"],
      [() => exp(x, x), TypeError, "exp: options must be an object, got a tensor of shape [4]"],
      [() => exp(x, null as never), TypeError, "exp: options must be an object, got null"],
      [() => sum(x, [0] as never), TypeError, "sum: options must be an object, got [0]"],
    ];
    for (const [call, kind, message] of calls) expect(call).toThrow(new kind(message));
    expect(x.toArray()).toEqual([0, 1, 2, 3]);
  });

  it("of another realm is written as one of this", () => {
    const x = reshape(arange(0, 400, 1, "float64"), [20, 20]);
    const foreign = (): Tensor<"float64"> =>
      tensor(runInNewContext("new Float64Array(400)") as Float64Array, [20, 20]);
    const thirds = divide(x, 3);
    expect(matmul(x, x, { out: foreign() }).data.join()).toBe(matmul(x, x).data.join());
    expect(matmul(x, x).data[0]).toBe(49400);
    const normalized = normalizeMatrix(thirds, 1, { out: foreign() }) as Tensor<"float64">;
    expect(normalized.data.join()).toBe((normalizeMatrix(thirds, 1) as Tensor<"float64">).data.join());
  });

  it("a transferred out has no room", () => {
    const out = zeros([4]);
    structuredClone(out.data, { transfer: [out.data.buffer as ArrayBuffer] });
    const message = (fn: string): RangeError =>
      new RangeError(`${fn}: out must hold 4 elements for shape [4], got 0`);
    expect(() => add([1, 2, 3, 4], 1, { out })).toThrow(message("add"));
    expect(() => exp([1, 2, 3, 4], { out })).toThrow(message("exp"));
    expect(() => matmul(eye(4), [1, 2, 3, 4], { out })).toThrow(message("matmul"));
  });

  it("is refused where the answer is a number, and so is what is no options object", () => {
    const calls: [fn: string, call: (options: never) => unknown][] = [
      ["exp", (options) => exp(1, options)],
      ["abs", (options) => abs(1, options)],
      ["isNaN", (options) => isNaNOf(1, options)],
      ["clip", (options) => clip(1, 0, 1, options)],
      ["add", (options) => add(1, 2, options)],
      ["divide", (options) => divide(1, 2, options)],
      ["equal", (options) => equal(1, 2, options)],
      ["power", (options) => power(1, 2, options)],
      ["square", (options) => square(1, options)],
      ["where", (options) => where(1, 2, 3, options)],
      ["binarize", (options) => binarize(1, options)],
    ];
    for (const [fn, call] of calls) {
      expect(() => call("x" as never)).toThrow(new TypeError(`${fn}: options must be an object, got "x"`));
      expect(() => call({ out: zeros([]) } as never)).toThrow(
        new TypeError(`${fn}: out must be left out where the answer is a number, got a tensor of shape []`),
      );
      expect(call({ out: undefined } as never)).toBe(call(undefined as never));
    }
    expect(() => where([1], [1], [2], "x" as never)).toThrow(
      new TypeError('where: options must be an object, got "x"'),
    );
  });

  it("refuses the same bytes seen as elements of another size", () => {
    const bytes = new Uint8Array(8);
    const wide = tensor(new Int32Array(bytes.buffer), [2]);
    const out = { data: bytes, shape: [4, 2], dtype: "bool" } as const;
    const bools = tensor(out as never);
    expect(() => equal(wide, zeros([4, 2], "int32"), { out: bools })).toThrow(
      new RangeError("equal: out must not overlap an input in part, got a view of the same buffer"),
    );
  });
});
