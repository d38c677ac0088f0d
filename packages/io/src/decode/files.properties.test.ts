import type { Tensor } from "@ngc/tensor";
import { tensor } from "@ngc/tensor";
import fc from "fast-check";
import { expect, it } from "vitest";
import { MUTANTS, mutantsOf, tensors } from "../../test/arbitrary.ts";
import { codeOf, codeOfPromise, hex } from "../../test/code-of.ts";
import { npyFile, npyHeaderText } from "../../test/npy-file.ts";
import { deflated, type Member, zipFile } from "../../test/zip-file.ts";
import { encode } from "../encode/envelope.ts";
import { encodeNpy } from "../encode/npy.ts";
import { encodeNpz } from "../encode/npz.ts";
import { encodeSafetensors } from "../encode/safetensors.ts";
import { HEADER_BYTES } from "../internal/ngc-format.ts";
import { decode } from "./envelope.ts";
import { decodeIdx } from "./idx.ts";
import { decodeNpy } from "./npy.ts";
import { decodeNpz } from "./npz.ts";
import { decodeSafetensors } from "./safetensors.ts";

const TIMEOUT = 30_000 + 10 * MUTANTS;

/** A tensor as text, in which every bit shows. */
const shown = ({ data, shape, dtype }: Tensor): string =>
  `${dtype} [${shape}] ${new Uint8Array(data.buffer, data.byteOffset, data.byteLength)}`;

const names = fc.array(
  fc.tuple(fc.oneof(fc.string({ unit: "grapheme" }), fc.constantFrom("__proto__", "", "a")), tensors),
  { maxLength: 5 },
);

it("decodeNpy gives back what encodeNpy took", () => {
  fc.assert(
    fc.property(tensors, (x) => {
      expect(shown(decodeNpy(encodeNpy(x)))).toBe(shown(x));
    }),
  );
});

it("decodeSafetensors gives back what encodeSafetensors took", () => {
  const texts = fc.dictionary(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }));
  fc.assert(
    fc.property(names, texts, (entries, metadata) => {
      const given = new Map(entries);
      const decoded = decodeSafetensors(encodeSafetensors({ tensors: given, metadata }));
      expect({ ...decoded.metadata }).toEqual({ ...metadata });
      expect(decoded.tensors.size).toBe(given.size);
      for (const [name, x] of decoded.tensors) expect(shown(x)).toBe(shown(given.get(name) as Tensor));
    }),
    { numRuns: 300 },
  );
});

it("decodeNpz gives back what encodeNpz took", async () => {
  await fc.assert(
    fc.asyncProperty(names, fc.boolean(), async (entries, compress) => {
      const given = new Map(entries);
      const code = await codeOfPromise(() => encodeNpz(given, { compress }));
      fc.pre(code !== "PATH");
      const decoded = await decodeNpz(await encodeNpz(given, { compress }));
      expect([...decoded].map(([name, x]) => [name, shown(x)])).toEqual(
        [...given].map(([name, x]) => [name, shown(x)]),
      );
    }),
    { numRuns: 300 },
  );
});

const many = new Map<string, Tensor>([
  ["W", tensor([[1, 2, 3]])],
  ["é", tensor(BigInt64Array.of(1n))],
  ["empty", tensor(new Float32Array(0))],
]);
const npys = [
  ...[...many.values()].map((x) => encodeNpy(x)),
  npyFile(npyHeaderText("'>i2'", "(2, 2)", "True"), new Uint8Array(8)),
  npyFile('{"descr":"|b1","shape":(),"fortran_order":False}', new Uint8Array(1), 3),
];
const safetensors = [
  encodeSafetensors({ tensors: many, metadata: { a: "\n" } }),
  encodeSafetensors({ tensors: new Map() }),
];

const document = encode({
  a: [1, -0, 2n ** 63n, undefined, null, true, "é", new Date(7), new Set(["b"]), Float64Array.of(1)],
  b: new Map<unknown, unknown>([[1, { W: tensor([[1, 2, 3]]), n: 0.5 }]]),
});
// Without its header too, where no checksum keeps a mutant out.
const documents = [document, document.slice(HEADER_BYTES), encode([...many.values()]).slice(HEADER_BYTES)];
const idxs = [
  hex("00 00 0b 02 00000002 00000001 fffe 012c"),
  hex("00000800 07"),
  hex("00000d02 00000000 00000005"),
  hex("00000e01 00000001 3ff0000000000000"),
];

/** Throws unless a call ended with a value or a FormatError, and left prototypes alone. */
function check(outcome: string): void {
  expect(outcome === "no error" || outcome === outcome.toUpperCase(), outcome).toBe(true);
  expect(Object.keys(Object.prototype)).toEqual([]);
}

it("a mutant of a document, with or without its header, gives a value or a FormatError", {
  timeout: TIMEOUT,
}, () => {
  fc.assert(
    fc.property(mutantsOf(documents), (bytes) => check(codeOf(() => decode(bytes)))),
    { numRuns: MUTANTS },
  );
});

it("a mutant of an idx file gives a value or a FormatError", { timeout: TIMEOUT }, () => {
  fc.assert(
    fc.property(mutantsOf(idxs), (bytes) => check(codeOf(() => decodeIdx(bytes)))),
    { numRuns: MUTANTS },
  );
});

it("a mutant of an npy file gives a value or a FormatError", { timeout: TIMEOUT }, () => {
  fc.assert(
    fc.property(mutantsOf(npys), (bytes) => check(codeOf(() => decodeNpy(bytes)))),
    { numRuns: MUTANTS },
  );
});

it("a mutant of a safetensors file gives a value or a FormatError", { timeout: TIMEOUT }, () => {
  fc.assert(
    fc.property(mutantsOf(safetensors), (bytes) => check(codeOf(() => decodeSafetensors(bytes)))),
    { numRuns: MUTANTS },
  );
});

it("a mutant of an npz file gives a value or a FormatError", { timeout: TIMEOUT }, async () => {
  const files = [
    await encodeNpz(many),
    await encodeNpz(many, { compress: true }),
    await encodeNpz(new Map()),
  ];
  await fc.assert(
    fc.asyncProperty(mutantsOf(files), async (bytes) => check(await codeOfPromise(() => decodeNpz(bytes)))),
    { numRuns: MUTANTS },
  );
});

it("mutants of npy files under right checksums give a value or a FormatError", {
  timeout: TIMEOUT,
}, async () => {
  await fc.assert(
    fc.asyncProperty(mutantsOf(npys), async (content) => {
      const stored: Member = { name: "a.npy", content };
      const file = zipFile(content.length % 2 === 0 ? await deflated(stored) : stored);
      check(await codeOfPromise(() => decodeNpz(file)));
    }),
    { numRuns: MUTANTS / 10 },
  );
});
