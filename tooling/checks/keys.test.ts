import { decode, encode } from "@ngc/io";
import { isKey, type KeyImpl, key, keyData, wrapKeyData } from "@ngc/random";
import { expect, it } from "vitest";

/** The names that an error lists. */
function namesIn(call: () => unknown): string[] {
  try {
    call();
  } catch (error) {
    return /one of (.*), got/.exec((error as Error).message)?.[1].split(" ") ?? [];
  }
  return [];
}

const impls = namesIn(() => key(0, { impl: "none" as never })) as KeyImpl[];

it("@ngc/io knows each kind of key that @ngc/random has, and no other, though neither imports the other", () => {
  const unknown = Object.defineProperty({ impl: "none", words: [0, 0] }, Symbol.for("@ngc/random/key"), {
    value: true,
  });
  expect(namesIn(() => encode(unknown))).toEqual(impls);
  expect(impls).toContain(key(0).impl);
});

it.each(impls)("a key of %s comes back as a key", (impl) => {
  const back = decode(encode(wrapKeyData([1, 2 ** 32 - 1], { impl })));
  expect(isKey(back) && { impl: back.impl, words: [...keyData(back)] }).toEqual({
    impl,
    words: [1, 2 ** 32 - 1],
  });
});
