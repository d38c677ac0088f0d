import { type Key, key, keyData, split } from "@ngc/random";
import { type Tensor, tensor } from "@ngc/tensor";
import { testRefusals } from "@tooling/golden/refusals";
import { describe, expect, expectTypeOf, it } from "vitest";
import { DataLoader, type RowSource } from "./index.ts";

/** `count` rows that know their number: [[0, 0.5], [1, 1.5], …]. */
function numbered(count: number): number[][] {
  return Array.from({ length: count }, (_, row) => [row, row + 0.5]);
}

/** The numbers of the rows in each batch. */
function rowsOf(batches: Iterable<{ x: Tensor<"float32"> }>): number[][] {
  return Array.from(batches, ({ x }) => (x.toArray() as number[][]).map(([row]) => row));
}

describe("an epoch", () => {
  it("splits the key once, when its first batch is asked for", () => {
    const loader = new DataLoader({ x: numbered(4) }, 2, { key: key(5) });
    const iterator = loader[Symbol.iterator]();
    expect(keyData(loader.key)).toEqual(keyData(key(5)));
    iterator.next();
    expect(keyData(loader.key)).toEqual(keyData(split(key(5))[0]));
    iterator.next();
    iterator.next();
    expect(keyData(loader.key)).toEqual(keyData(split(key(5))[0]));
  });

  it("in order leaves the key alone", () => {
    const loader = new DataLoader({ x: numbered(4) }, 2, { key: key(5), disableShuffle: true });
    expect(rowsOf(loader)).toEqual([
      [0, 1],
      [2, 3],
    ]);
    expect(keyData(loader.key)).toEqual(keyData(key(5)));
  });

  it("goes on in a loader that is made with the key of another", () => {
    const first = new DataLoader({ x: numbered(9) }, 4, { key: key(5) });
    rowsOf(first);
    const second = new DataLoader({ x: numbered(9) }, 4, { key: first.key });
    expect(rowsOf(second)).toEqual(rowsOf(first));
  });

  it("may be left early; the next one is whole", () => {
    const loader = new DataLoader({ x: numbered(6) }, 2, { key: key(5) });
    for (const _ of loader) break;
    expect(rowsOf(loader).flat().sort()).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it("does not disturb another that is alive", () => {
    const alone = new DataLoader({ x: numbered(7) }, 3, { key: key(5) });
    const epochs = [rowsOf(alone), rowsOf(alone)];
    const loader = new DataLoader({ x: numbered(7) }, 3, { key: key(5) });
    const [first, second] = [loader[Symbol.iterator](), loader[Symbol.iterator]()];
    const [seenFirst, seenSecond]: { x: Tensor<"float32"> }[][] = [[], []];
    for (let batch = 0; batch < loader.length; batch++) {
      seenFirst.push(first.next().value as { x: Tensor<"float32"> });
      seenSecond.push(second.next().value as { x: Tensor<"float32"> });
    }
    expect([rowsOf(seenFirst), rowsOf(seenSecond)]).toEqual(epochs);
  });
});

describe("a batch", () => {
  it("holds the same rows of each matrix, each in its shape and dtype", () => {
    const count = 5;
    const images = tensor(
      Uint8Array.from({ length: count * 40 }, (_, i) => Math.floor(i / 40)),
      [count, 8, 5],
    );
    const ids = tensor(
      BigInt64Array.from({ length: count }, (_, i) => BigInt(i)),
      [count],
    );
    const flags = tensor([0, 1, 0, 1, 0], undefined, "bool");
    const loader = new DataLoader({ images, ids, flags, wide: new Float64Array(count).fill(0.5) }, 2, {
      key: key(0),
    });
    for (const batch of loader) {
      expect(Object.keys(batch)).toEqual(["images", "ids", "flags", "wide"]);
      expect(batch.images.shape).toEqual([2, 8, 5]);
      expect([batch.images.dtype, batch.ids.dtype, batch.flags.dtype, batch.wide.dtype]).toEqual([
        "uint8",
        "int64",
        "bool",
        "float64",
      ]);
      for (let row = 0; row < 2; row++) {
        const id = Number(batch.ids.data[row]);
        expect(Array.from(batch.images.data.slice(row * 40, (row + 1) * 40))).toEqual(new Array(40).fill(id));
        expect(batch.flags.data[row]).toBe(id % 2);
      }
    }
  });

  it("has memory of its own", () => {
    const x = tensor(numbered(4));
    const loader = new DataLoader({ x }, 2, { disableShuffle: true });
    const [first, second] = loader;
    first.x.data.fill(99);
    expect(second.x.toArray()).toEqual(numbered(4).slice(2));
    expect(x.toArray()).toEqual(numbered(4));
  });

  it("may have any name", () => {
    const [batch] = new DataLoader([["__proto__", [1, 2]]], 2, { disableShuffle: true });
    expect(Object.keys(batch)).toEqual(["__proto__"]);
    expect(Object.getPrototypeOf(batch)).toBe(Object.prototype);
  });

  it("of rows without entries has none", () => {
    const [batch] = new DataLoader({ x: tensor(new Float32Array(0), [3, 0]) }, 2);
    expect(batch.x.shape).toEqual([2, 0]);
  });

  it("is made of plain tensors and keys that came from a worker", () => {
    const { words, impl } = key(5);
    const x = { data: Float32Array.of(0, 1, 2), shape: [3], dtype: "float32" } as const;
    const plain = new DataLoader({ x }, 3, { key: structuredClone({ words, impl }) as Key });
    expect(Array.from(plain, (batch) => batch.x.toArray())).toEqual(
      Array.from(new DataLoader({ x: [0, 1, 2] }, 3, { key: key(5) }), (batch) => batch.x.toArray()),
    );
  });
});

it("length is the number of batches", () => {
  for (const [rows, batchSize] of [
    [1, 1],
    [5, 2],
    [6, 2],
    [6, 6],
    [7, 6],
  ]) {
    for (const ensureEqualBatches of [true, false]) {
      const loader = new DataLoader({ x: numbered(rows) }, batchSize, { ensureEqualBatches });
      expect(loader.length).toBe([...loader].length);
    }
  }
});

it("without a key two loaders differ", () => {
  const orders = [0, 1].map(() => rowsOf(new DataLoader({ x: numbered(100) }, 100)));
  expect(orders[0]).not.toEqual(orders[1]);
});

describe("a wrong call", () => {
  const x = numbered(5);
  const make =
    (matrices: unknown, batchSize: unknown = 2, options?: unknown) =>
    () =>
      new DataLoader(matrices as { x: number[] }, batchSize as number, options as never);
  const form = "DataLoader: designMatrices must be { name: matrix } or [[name, matrix], …], got";
  const whole = "DataLoader: batchSize must be a whole number";
  testRefusals("is refused", [
    [make({}), RangeError, "DataLoader: designMatrices must hold at least one matrix, got none"],
    [make([]), RangeError, "DataLoader: designMatrices must hold at least one matrix, got none"],
    [make(undefined), TypeError, `${form} undefined`],
    [make("x"), TypeError, `${form} "x"`],
    [make(tensor(x)), TypeError, `${form} a tensor of shape [5, 2]`],
    [make(new Float32Array(4)), TypeError, `${form} a Float32Array`],
    [make(new Map([["x", x]])), TypeError, `${form} an object`],
    [make(x), TypeError, `${form} an array of 5`],
    [make([["x", x, 1]]), TypeError, `${form} an array of 1`],
    [make([[1, x]]), TypeError, `${form} an array of 1`],
    [
      make({ x: 3 }),
      TypeError,
      "DataLoader: designMatrices.x must be a tensor, a typed array or nested numbers, got 3",
    ],
    [make({ x: [["a"]] }), TypeError, 'DataLoader: designMatrices.x must hold numbers only, got "a"'],
    [make({ x: [] }), RangeError, "DataLoader: designMatrices.x must have at least one row, got shape [0]"],
    [
      make({ x: tensor(1) }),
      RangeError,
      "DataLoader: designMatrices.x must have at least one row, got shape []",
    ],
    [
      make({ x, y: [1, 2, 3] }),
      RangeError,
      "DataLoader: designMatrices.y must have 5 rows like designMatrices.x, got shape [3]",
    ],
    [
      make([
        ["x", x],
        ["x", x],
      ]),
      RangeError,
      'DataLoader: names must differ, got "x" twice',
    ],
    [make({ x }, 0), RangeError, `${whole} from 1 to 5, got 0`],
    [make({ x }, -1), RangeError, `${whole} from 1 to 5, got -1`],
    [make({ x }, 6), RangeError, `${whole} from 1 to 5, got 6`],
    [make({ x }, 2.5), RangeError, `${whole} from 1 to 5, got 2.5`],
    [make({ x }, Number.NaN), RangeError, `${whole} from 1 to 5, got NaN`],
    [make({ x }, "2"), TypeError, `${whole}, got "2"`],
    [make({ x }, null), TypeError, `${whole}, got null`],
    [make({ x }, 2, 7), TypeError, "DataLoader: options must be an object, got 7"],
    [make({ x }, 2, { key: 7 }), TypeError, "DataLoader: key must be a key (key(seed) makes one), got 7"],
    [
      make({ x }, 2, { key: null }),
      TypeError,
      "DataLoader: key must be a key (key(seed) makes one), got null",
    ],
    [
      make({ x }, 2, { key: { words: [0, 1] } }),
      TypeError,
      "DataLoader: key must be a key (key(seed) makes one), got an object",
    ],
    [
      make({ x }, 2, { disableShuffle: 1 }),
      TypeError,
      "DataLoader: disableShuffle must be true or false, got 1",
    ],
    [
      make({ x }, 2, { ensureEqualBatches: "no" }),
      TypeError,
      'DataLoader: ensureEqualBatches must be true or false, got "no"',
    ],
  ]);
});

describe("the type of a batch", () => {
  it("has each name of a record with its matrix's dtype", () => {
    const loader = new DataLoader({ x: numbered(2), y: new Int32Array(2), z: new Float64Array(2) }, 2);
    const [batch] = loader;
    expectTypeOf(batch).toEqualTypeOf<{ x: Tensor<"float32">; y: Tensor<"int32">; z: Tensor<"float64"> }>();
  });

  it("has each name of pairs", () => {
    const y = tensor(new Uint8Array(2));
    const [batch] = new DataLoader(
      [
        ["x", numbered(2)],
        ["y", y],
      ],
      2,
    );
    expectTypeOf(batch).toEqualTypeOf<{ x: Tensor<"float32">; y: Tensor<"uint8"> }>();
  });

  it("has any name where the names are known only later", () => {
    const matrices: Record<string, Tensor> = { x: tensor(numbered(2)) };
    const pairs: [string, Tensor<"float32">][] = [["x", tensor(numbered(2))]];
    const [[batch], [fromPairs]] = [new DataLoader(matrices, 2), new DataLoader(pairs, 2)];
    expectTypeOf(batch).toEqualTypeOf<{ [name: string]: Tensor }>();
    expectTypeOf(fromPairs).toEqualTypeOf<{ [name: string]: Tensor<"float32"> }>();
  });
});

describe("a source of rows", () => {
  /** Rows that are made when they are asked for, at once or later, by `take` if it has that. */
  function counting(length: number, { takes = true, later = true } = {}) {
    const asked: number[][] = [];
    const give = (indices: number[]): Tensor<"float64"> => {
      asked.push(indices);
      return tensor(Float64Array.from(indices.flatMap((row) => [row, row + 0.5])), [indices.length, 2]);
    };
    const when = <T>(value: T): T | Promise<T> => (later ? Promise.resolve(value) : value);
    const source: RowSource<"float64"> = {
      shape: [length, 2],
      dtype: "float64",
      rows: (start, end) => when(give(Array.from({ length: end - start }, (_, i) => start + i))),
      ...(takes && { take: (indices: Int32Array) => when(give(Array.from(indices))) }),
    };
    return Object.assign(source, { asked });
  }

  it("gives the rows that a matrix in memory gives, beside the same labels", async () => {
    const y = Int32Array.from({ length: 7 }, (_, row) => 10 * row);
    const options = { key: key(5) };
    const expected = [...new DataLoader({ x: tensor(numbered(7), undefined, "float64"), y }, 3, options)];
    for (const takes of [true, false]) {
      const batches: typeof expected = [];
      const loader = new DataLoader({ x: counting(7, { takes }), y }, 3, options);
      for await (const batch of loader) batches.push(batch);
      expect(batches).toEqual(expected);
      const atOnce = new DataLoader({ x: counting(7, { takes, later: false }), y }, 3, options);
      expect([...atOnce]).toEqual(expected);
    }
  });

  it("is read a batch at a time", async () => {
    const x = counting(6);
    for await (const batch of new DataLoader({ x }, 2, { disableShuffle: true })) {
      expect(batch.x.toArray()).toEqual(x.asked.at(-1)?.map((row) => [row, row + 0.5]));
      if (x.asked.length === 2) break;
    }
    expect(x.asked).toEqual([
      [0, 1],
      [2, 3],
    ]);
  });

  it("without take is asked for runs of neighbours", async () => {
    const x = counting(5, { takes: false });
    const loader = new DataLoader({ x }, 4, { disableShuffle: true });
    for await (const batch of loader) expect(batch.x.shape).toEqual([4, 2]);
    expect(x.asked).toEqual([[0, 1, 2, 3], [0, 1, 2], [4]]);
  });

  it("makes batches of its dtype, in types too", async () => {
    for await (const batch of new DataLoader({ x: counting(3), y: [1, 2, 3] }, 3))
      expectTypeOf(batch).toEqualTypeOf<{ x: Tensor<"float64">; y: Tensor<"float32"> }>();
  });

  it("is not what matrices in memory need to be for await", async () => {
    const options = { key: key(5) };
    const batches: unknown[] = [];
    for await (const batch of new DataLoader({ x: numbered(5) }, 2, options)) batches.push(batch);
    expect(batches).toEqual([...new DataLoader({ x: numbered(5) }, 2, options)]);
  });

  it("may change the indices that it is given: they are its own", () => {
    const plain = counting(5, { later: false });
    const x: RowSource<"float64"> = {
      ...plain,
      take: (indices) => {
        const rows = plain.take?.(indices) as Tensor<"float64">;
        indices.fill(0);
        return rows;
      },
    };
    const matrices = { x, y: [0, 1, 2, 3, 4], z: plain };
    const options = { key: key(5) };
    const expected = [...new DataLoader({ x: plain, y: matrices.y, z: plain }, 2, options)];
    expect([...new DataLoader(matrices, 2, options)]).toEqual(expected);
  });

  it("leaves no rejection unheard where its next rows throw at once", async () => {
    const unheard: unknown[] = [];
    const hear = (reason: unknown): unknown => unheard.push(reason);
    process.on("unhandledRejection", hear);
    const x: RowSource<"float64"> = {
      shape: [3, 1],
      dtype: "float64",
      rows: (start, end) => {
        if (start === 2) throw new Error("closed");
        if (end === 1) return Promise.reject(new Error("gone"));
        return tensor(Float64Array.of(0, 1), [2, 1]);
      },
    };
    // Its second batch is of the rows 2 and 0.
    const loader = new DataLoader({ x }, 2, { disableShuffle: true });
    expect(() => [...loader]).toThrow("closed");
    const iterator = loader[Symbol.asyncIterator]();
    await iterator.next();
    await expect(iterator.next()).rejects.toThrow("closed");
    // Node reports after the microtasks of a turn.
    await new Promise((resolve) => setImmediate(resolve));
    process.off("unhandledRejection", hear);
    expect(unheard).toEqual([]);
  });

  it("is refused by for, and by for await where it does not give what it says", async () => {
    const sound = counting(4);
    expect(() => [...new DataLoader({ y: [0, 1, 2, 3], x: sound }, 2)]).toThrow(
      new TypeError("DataLoader: designMatrices.x must be read with for await, got for"),
    );
    const first = (x: RowSource): Promise<unknown> => new DataLoader({ x }, 2)[Symbol.asyncIterator]().next();
    await expect(first({ ...sound, take: async () => tensor([[1, 2]]) })).rejects.toThrow(
      new RangeError(
        "DataLoader: what designMatrices.x.take gives must have a batch's shape [2, 2], got [1, 2]",
      ),
    );
    await expect(first({ ...sound, dtype: "float32" })).rejects.toThrow(
      new TypeError("DataLoader: what designMatrices.x.take gives must be float32, got float64"),
    );
    await expect(first({ ...sound, take: () => Promise.reject(new Error("gone")) })).rejects.toThrow("gone");
    expect(() => new DataLoader({ x: { ...sound, shape: 4 } as never }, 2)).toThrow(
      new TypeError("DataLoader: designMatrices.x.shape must be an array of whole numbers, got 4"),
    );
    expect(() => new DataLoader({ x: { ...sound, shape: [-4, 2] } }, 2)).toThrow(RangeError);
    expect(() => new DataLoader({ x: { ...sound, dtype: "f" } as never }, 2)).toThrow(
      /^DataLoader: designMatrices\.x\.dtype must be one of .*, got "f"$/,
    );
    expect(() => new DataLoader({ x: sound, y: [1, 2] }, 2)).toThrow(
      new RangeError("DataLoader: designMatrices.y must have 4 rows like designMatrices.x, got shape [2]"),
    );
  });
});

it("matrices may be typed by an interface", () => {
  interface Samples {
    readonly x: Tensor<"float32">;
    readonly y: Tensor<"int32">;
  }
  const samples: Samples = { x: tensor(numbered(2)), y: tensor(Int32Array.of(0, 1)) };
  for (const batch of new DataLoader(samples, 2))
    expectTypeOf(batch).toEqualTypeOf<{ x: Tensor<"float32">; y: Tensor<"int32"> }>();
  // @ts-expect-error a label that is text
  expect(() => new DataLoader({ x: samples.x, y: ["a", "b"] }, 2)).toThrow(TypeError);
});

it("a matrix whose memory was given away is refused", () => {
  const x = tensor(numbered(4));
  const loader = new DataLoader({ x }, 2);
  structuredClone(x.data.buffer, { transfer: [x.data.buffer as ArrayBuffer] });
  expect(() => [...loader]).toThrow(/^DataLoader: designMatrices\.x must /);
});
