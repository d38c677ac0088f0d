import { crc32 } from "node:zlib";
import { type Tensor, tensor } from "@ngc/tensor";
import { testGolden } from "@tooling/golden";
import * as random from "./index.ts";

type Call = (...args: unknown[]) => Tensor;

const calls = random as unknown as Record<string, Call>;

/** A long tensor as its first, middle and last value and a checksum of its bytes; the same in cases/random.py. */
function sample({ data, dtype }: Tensor): { crc32: number; at: Tensor } {
  const at = [0, Math.floor(data.length / 2), data.length - 1].map((i) => data[i]);
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  return { crc32: crc32(bytes), at: pick({ data, dtype } as Tensor, at) };
}

function pick({ data, dtype }: Tensor, values: readonly (number | bigint)[]): Tensor {
  const picked = data.slice(0, values.length);
  for (const [i, value] of values.entries()) picked[i] = value;
  return tensor(picked, [values.length], dtype);
}

const functions = {
  ...random,
  sampled: (name: string, ...args: unknown[]) => sample(calls[name](...args)),
  /** Every five-thousandth value. */
  spots: (name: string, ...args: unknown[]) => {
    const drawn = calls[name](...args);
    return pick(
      drawn,
      Array.from(drawn.data as Float32Array).filter((_, i) => i % 5000 === 0),
    );
  },
  /** The values at some indices. */
  picked: (indices: number[], name: string, ...args: unknown[]) => {
    const drawn = calls[name](...args);
    return pick(
      drawn,
      indices.map((i) => drawn.data[i]),
    );
  },
  /** `draws` of `count` things without replacement, with the uniform values of a second key as weights. */
  weighted: (k: random.Key, weightKey: random.Key, count: number, draws: number) =>
    sample(random.choice(k, count, [draws], { replace: false, p: random.uniform(weightKey, [count]) })),
  /** The answers to a sequence of calls on one generator. */
  replay: (seed: number, sequence: [string, ...unknown[]][]) => {
    const state = random.randomState(seed) as unknown as Record<string, (...args: unknown[]) => unknown>;
    return sequence.map(([method, ...args]) => {
      const given = args.map((value) => value ?? undefined);
      const answer = state[method](...given) ?? given[0];
      return typeof answer === "object" && (answer as Tensor).data.length > 5000
        ? sample(answer as Tensor)
        : answer;
    });
  },
};

for (const topic of ["keys", "draws", "order", "upstream", "random-state"]) {
  testGolden(new URL(`../test/golden/${topic}.json`, import.meta.url), functions, {
    reviveKey: (words) => random.wrapKeyData(words),
  });
}
