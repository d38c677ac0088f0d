import * as fs from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { codeOf } from "../test/code-of.ts";
import { type Call, type FileSystem, runSync } from "./file-system.ts";
import { FormatError } from "./format-error.ts";
import { save } from "./save.ts";

let folder: string;
let file: string;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(tmpdir(), "save-"));
  file = path.join(folder, "model.ngc");
});
afterEach(() => fs.rmSync(folder, { recursive: true }));

const OLD = Buffer.from("what stood there before");
const NEW = Uint8Array.from({ length: 300_000 }, (_, i) => i % 251);

const saveNew = (files: FileSystem = fs): void => runSync(save("serialize", file, NEW, path), files);

/** node:fs, but `spoil` is asked before each call; it may throw in its place. */
function spoiled(spoil: (call: Call, nth: number) => void): FileSystem {
  let nth = 0;
  return new Proxy(fs, {
    get(target, name: keyof typeof fs) {
      const real = target[name];
      if (typeof real !== "function") return real;
      return (...args: unknown[]) => {
        spoil(name.replace("Sync", "") as Call, nth++);
        return (real as (...args: unknown[]) => unknown)(...args);
      };
    },
  }) as FileSystem;
}

/** What the nth call is, for each call of a save over an old file. */
function callsOfSave(): Call[] {
  const calls: Call[] = [];
  fs.writeFileSync(file, OLD);
  saveNew(spoiled((call) => calls.push(call)));
  return calls;
}

function errorOf(code: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`${code}: injected`), { code, syscall: "injected" });
}

const temporaries = (): string[] => fs.readdirSync(folder).filter((name) => name.endsWith(".tmp"));

describe("lines 124 to 127: an error of any call of a save", () => {
  it("leaves the old file or the new one, whole, and no other", () => {
    const calls = callsOfSave();
    const rename = calls.indexOf("rename");
    expect(calls.filter((call) => call === "fsync").length).toBe(2);
    for (const code of ["EIO", "ENOSPC", "EACCES", "EROFS", "EMFILE", "EXDEV"]) {
      for (const [wanted, call] of calls.entries()) {
        fs.writeFileSync(file, OLD);
        const outcome = codeOf(() =>
          saveNew(
            spoiled((_, nth) => {
              if (nth === wanted) throw errorOf(code);
            }),
          ),
        );
        const place = `${code} at ${call}, call ${wanted}`;
        expect(fs.readFileSync(file).equals(wanted <= rename ? OLD : NEW), place).toBe(true);
        expect(temporaries(), place).toEqual([]);
        if (wanted <= rename) expect(outcome, place).toBe("Error");
        else expect(["NOT_DURABLE", "no error"], place).toContain(outcome);
      }
    }
  });

  it("line 127: where the folder cannot be forced to the disk, the new file stands and the error says so", () => {
    let fsyncs = 0;
    const cause = errorOf("EIO");
    const failing = spoiled((call) => {
      if (call === "fsync" && ++fsyncs === 2) throw cause;
    });
    expect(() => saveNew(failing)).toThrow(
      expect.objectContaining({ code: "NOT_DURABLE", path: file, cause }),
    );
    expect(fs.readFileSync(file).equals(NEW)).toBe(true);
    expect(fsyncs).toBe(2);
  });
});

it("line 128: a process that dies between any two calls leaves the old file or the new one", () => {
  const calls = callsOfSave();
  const rename = calls.indexOf("rename");
  for (const wanted of calls.keys()) {
    fs.writeFileSync(file, OLD);
    const files: FileSystem = fs;
    const procedure = save("serialize", file, NEW, path);
    let next = procedure.next();
    for (let nth = 0; nth < wanted && !next.done; nth++) {
      const { call, args } = next.value;
      next = procedure.next((files[`${call}Sync`] as (...args: readonly unknown[]) => unknown)(...args));
    }
    // The procedure is left where it is: nothing is cleaned up.
    expect(fs.readFileSync(file).equals(wanted <= rename ? OLD : NEW), `call ${wanted}`).toBe(true);
  }
});

it("line 128: temporary files of dead writers are swept after an hour, others' files stay", () => {
  const dead = path.join(folder, ".model.ngc.0123456789abcdef.tmp");
  const alive = path.join(folder, ".model.ngc.fedcba9876543210.tmp");
  const foreign = path.join(folder, ".other.ngc.0123456789abcdef.tmp");
  for (const name of [dead, alive, foreign]) fs.writeFileSync(name, "");
  const longAgo = Date.now() / 1000 - 7200;
  fs.utimesSync(dead, longAgo, longAgo);
  fs.utimesSync(foreign, longAgo, longAgo);
  saveNew();
  expect(
    temporaries()
      .map((name) => path.join(folder, name))
      .sort(),
  ).toEqual([alive, foreign].sort());
});

it("lines 125 and 132: short writes go on until all bytes are out", () => {
  const short = {
    ...fs,
    writeSync: (fd: number, bytes: Uint8Array, at: number, length: number) =>
      fs.writeSync(fd, bytes, at, Math.min(length, 1000)),
  };
  saveNew(short as unknown as FileSystem);
  expect(fs.readFileSync(file).equals(NEW)).toBe(true);
});

it("a new file has the permissions that the umask leaves, a replaced one those that it had", () => {
  saveNew();
  expect(fs.statSync(file).mode & 0o777).toBe(0o666 & ~process.umask());
  fs.chmodSync(file, 0o640);
  saveNew();
  expect(fs.statSync(file).mode & 0o777).toBe(0o640);
});

it("a symbolic link stays one, and the file that it leads to is replaced", () => {
  fs.mkdirSync(path.join(folder, "real"));
  const real = path.join(folder, "real", "model.ngc");
  fs.writeFileSync(real, OLD);
  fs.symlinkSync(real, file);
  saveNew();
  expect(fs.lstatSync(file).isSymbolicLink()).toBe(true);
  expect(fs.readFileSync(real).equals(NEW)).toBe(true);
});

it("a device is not replaced", () => {
  expect(() => runSync(save("serialize", "/dev/null", NEW, path), fs)).toThrow(FormatError);
  expect(fs.statSync("/dev/null").isCharacterDevice()).toBe(true);
});

it("the longest name that a file may have can be saved", () => {
  file = path.join(folder, "x".repeat(255));
  saveNew();
  expect(fs.readFileSync(file).equals(NEW)).toBe(true);
});
