import { loadGolden } from "@tooling/golden";
import fc from "fast-check";
import { expect, it } from "vitest";
import { MUTANTS } from "../../test/arbitrary.ts";
import { codeOf, hex } from "../../test/code-of.ts";
import { decodePickle } from "./pickle.ts";

const golden = await loadGolden(new URL("../../test/golden/pickle.json", import.meta.url));
const files = golden.cases.map(({ args }) => hex(args[0] as string)).filter(({ length }) => length < 1500);

/** Throws unless reading ends with a value or a FormatError. */
function read(bytes: Uint8Array): void {
  const outcome = codeOf(() => decodePickle(bytes));
  expect(outcome === "no error" || outcome === outcome.toUpperCase(), outcome).toBe(true);
}

/** The machine may be busy. */
const TIMEOUT = 60_000;

const edits = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 4 });

it("a pickle of Python's with some bytes changed gives a value or a FormatError, and touches no prototype", {
  timeout: TIMEOUT,
}, () => {
  fc.assert(
    fc.property(fc.constantFrom(...files), edits, (file, changes) => {
      const bytes = file.slice();
      for (const [at, byte] of changes) bytes[at % bytes.length] = byte;
      read(bytes);
      expect(Object.keys(Object.prototype)).toEqual([]);
    }),
    { numRuns: 0.6 * MUTANTS },
  );
});

it("two pickles cut and put together give a value or a FormatError", { timeout: TIMEOUT }, () => {
  const one = fc.constantFrom(...files);
  fc.assert(
    fc.property(one, fc.nat(), one, fc.nat(), (head, to, tail, from) => {
      const bytes = [...head.subarray(0, to % head.length), ...tail.subarray(from % tail.length)];
      read(Uint8Array.from(bytes));
    }),
    { numRuns: 0.2 * MUTANTS },
  );
});

it("any operations in any order give a value or a FormatError", { timeout: TIMEOUT }, () => {
  const operations = [
    ..."(.012BCFGHIJKLMNRVX])abdegjlpqrstu})\x80\x85\x86\x87\x88\x89\x8a\x8c\x8f\x90\x91\x93\x94",
  ];
  const chunk = fc.oneof(
    fc.constantFrom(...operations),
    fc.constantFrom(
      "K\x01",
      "\x8c\x05numpy",
      "\x8c\x05dtype",
      "cnumpy\ndtype\n",
      "\x8c\x02f4",
      "h\0",
      "q\0",
      "C\x02ab",
    ),
    fc.constantFrom(
      "c_codecs\nencode\n",
      "\x8c\x06latin1",
      "cbuiltins\nset\n",
      "cnumpy._core.numeric\n_frombuffer\n",
    ),
  );
  fc.assert(
    fc.property(fc.array(chunk, { maxLength: 40 }), (chunks) => {
      read(Uint8Array.from(`${chunks.join("")}.`, (character) => character.charCodeAt(0)));
    }),
    { numRuns: 0.2 * MUTANTS },
  );
});
