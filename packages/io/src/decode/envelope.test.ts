import { tensor } from "@ngc/tensor";
import { describe, expect, it } from "vitest";
import { codeOf } from "../../test/code-of.ts";
import { mutate } from "../../test/mutator.ts";
import { encode } from "../encode/envelope.ts";
import { decode } from "./envelope.ts";

const file = encode({
  weights: tensor([
    [1, 2],
    [3, 4],
  ]),
  epoch: 3,
  names: ["a", "b"],
  seen: new Set([1n]),
});

const HEADER = 24;

/** What flipping any one bit of the bytes from `start` to `end` ends in. */
function flips(start: number, end: number): Set<string> {
  const codes = new Set<string>();
  for (let bit = 8 * start; bit < 8 * end; bit++) {
    const damaged = file.slice();
    damaged[bit >> 3] ^= 1 << (bit & 7);
    codes.add(codeOf(() => decode(damaged)));
  }
  return codes;
}

it("line 33: of memory that another thread changes meanwhile a whole file is read, or none", async () => {
  const bytes = encode(new Uint8Array(100_000));
  const shared = new Uint8Array(new SharedArrayBuffer(bytes.length));
  shared.set(bytes);
  const thread = await mutate(shared, bytes.length - 1);
  const outcomes = new Set<unknown>();
  for (let i = 0; i < 500; i++) {
    let last: unknown;
    const code = codeOf(() => {
      last = (decode(shared) as Uint8Array).at(-1);
    });
    outcomes.add(code === "no error" ? last : code);
  }
  await thread.terminate();
  // Chance decides which of the two come. Bytes that change after they were checked would end in 255.
  for (const outcome of outcomes) expect(["CHECKSUM", 0]).toContain(outcome);
});

describe("a damaged file", () => {
  it("line 28: a bit that flips in the body is found by the checksum", () => {
    expect(flips(HEADER, file.length)).toEqual(new Set(["CHECKSUM"]));
  });

  it("line 28: a bit that flips in the header is found too", () => {
    expect(flips(0, 8)).toEqual(new Set(["BAD_MAGIC"]));
    expect(flips(8, 12)).toEqual(new Set(["BAD_VERSION"]));
    expect(flips(12, 16)).toEqual(new Set(["CHECKSUM"]));
    expect(flips(16, HEADER)).toEqual(new Set(["TRUNCATED", "TRAILING"]));
  });

  it("line 2: a file that ends early is truncated, wherever it ends", () => {
    const codes = Array.from(file, (_, end) => codeOf(() => decode(file.subarray(0, end))));
    // Six or seven bytes of the magic, which a reader of PNG would call damaged too.
    expect(codes.slice(6, 8)).toEqual(["BAD_MAGIC", "BAD_MAGIC"]);
    expect(new Set([...codes.slice(0, 6), ...codes.slice(8)])).toEqual(new Set(["TRUNCATED"]));
  });

  it("line 3: a byte after the body is refused", () => {
    expect(codeOf(() => decode(Uint8Array.of(...file, 0)))).toBe("TRAILING");
  });

  it("a file whose line ends were changed is named as such", () => {
    const unix = file.filter((byte, i) => !(byte === 13 && file[i + 1] === 10));
    expect(codeOf(() => decode(unix))).not.toBe("no error");
    const sevenBit = file.map((byte) => byte & 127);
    expect(codeOf(() => decode(sevenBit))).toBe("BAD_MAGIC");
  });
});

it("the magic cannot begin a bare document", () => {
  const magic = file.slice(0, 8);
  const asMap = Uint8Array.of(...magic, ...new Uint8Array(100));
  expect(codeOf(() => decode(asMap))).toBe("BAD_VERSION");
});

it("a bare body is read as the file is", () => {
  expect(decode(file.subarray(HEADER))).toEqual(decode(file));
});
