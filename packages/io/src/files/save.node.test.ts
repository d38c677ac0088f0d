import * as fs from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { codeOf, codeOfPromise } from "../../test/code-of.ts";
import { encode } from "../encode/envelope.ts";
import { FormatError } from "../format-error.ts";
import { type Call, type FileSystem, nodeModules, runAsync, runSync } from "./file-system.ts";
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

const disk = nodeModules("save").fs;
const saveNew = (files: FileSystem = disk): void => runSync(save("serialize", file, NEW, path), files);

/** node:fs, but `spoil` is asked before each call, asynchronous or not; what it throws is the call's error. */
function spoiled(spoil: (call: Call, nth: number) => void): FileSystem {
  let nth = 0;
  return new Proxy(disk, {
    get(target, name: keyof FileSystem) {
      const real = target[name] as (...args: unknown[]) => unknown;
      if (typeof real !== "function") return real;
      return (...args: unknown[]) => {
        try {
          spoil(name.replace("Sync", "") as Call, nth++);
        } catch (error) {
          if (name.endsWith("Sync")) throw error;
          return (args.at(-1) as (error: unknown) => void)(error);
        }
        return real(...args);
      };
    },
  });
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
  it.each(["serializeSync", "serialize"])(
    "leaves the old file or the new one, whole, and no other: %s",
    async (fn) => {
      const run = fn === "serialize" ? runAsync : runSync;
      const calls = callsOfSave();
      const rename = calls.indexOf("rename");
      expect(calls.filter((call) => call === "fsync").length).toBe(2);
      // Each but EIO and EXDEV comes of a real system as well, in disk.node.test.ts; no rename within one folder gives EXDEV.
      for (const code of ["EIO", "ENOSPC", "EACCES", "EROFS", "EMFILE", "EFBIG", "EXDEV"]) {
        for (const [wanted, call] of calls.entries()) {
          fs.writeFileSync(file, OLD);
          const files = spoiled((_, nth) => {
            if (nth === wanted) throw errorOf(code);
          });
          const outcome = await codeOfPromise(async () => run(save(fn, file, NEW, path), files));
          const place = `${code} at ${call}, call ${wanted}`;
          expect(fs.readFileSync(file).equals(wanted <= rename ? OLD : NEW), place).toBe(true);
          expect(temporaries(), place).toEqual([]);
          if (wanted <= rename) expect(outcome, place).toBe("Error");
          else expect(["NOT_DURABLE", "no error"], place).toContain(outcome);
        }
      }
    },
  );

  it("line 126: where the file cannot be forced to the disk, that is not tried again, and the old file stands", () => {
    fs.writeFileSync(file, OLD);
    let fsyncs = 0;
    const failing = spoiled((call) => {
      if (call === "fsync" && ++fsyncs === 1) throw errorOf("EIO");
    });
    expect(() => saveNew(failing)).toThrow(expect.objectContaining({ code: "EIO" }));
    expect(fs.readFileSync(file).equals(OLD)).toBe(true);
    expect([fsyncs, temporaries()]).toEqual([1, []]);
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
    const procedure = save("serialize", file, NEW, path);
    let next = procedure.next();
    for (let nth = 0; nth < wanted && !next.done; nth++) {
      const { call, args } = next.value;
      next = procedure.next((disk[`${call}Sync`] as (...args: readonly unknown[]) => unknown)(...args));
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
  const writeSync = ((fd: number, bytes: Uint8Array, at: number, length: number) =>
    fs.writeSync(fd, bytes, at, Math.min(length, 1000))) as typeof fs.writeSync;
  saveNew({ ...disk, writeSync });
  expect(fs.readFileSync(file).equals(NEW)).toBe(true);
});

it.each([
  ["a disk that takes nothing more", 0],
  ["a disk that says it took what it did not", NEW.length],
])("line 125: %s leaves the old file", (_, told) => {
  fs.writeFileSync(file, OLD);
  const writeSync = (() => told) as typeof fs.writeSync;
  expect(codeOf(() => saveNew({ ...disk, writeSync }))).toBe("TRUNCATED");
  expect(fs.readFileSync(file).equals(OLD)).toBe(true);
  expect(temporaries()).toEqual([]);
});

it("line 132: no write asks for more than one call of the system moves, past 2 GiB too", () => {
  // Memory that nobody writes to costs none.
  const huge = new Uint8Array(3 * 2 ** 30 + 1);
  const writes: [at: number, length: number][] = [];
  const files: FileSystem = {
    ...disk,
    writeSync: ((_: number, __: Uint8Array, at: number, length: number) => {
      writes.push([at, length]);
      return length;
    }) as typeof fs.writeSync,
    fstatSync: (() => ({ size: huge.length })) as unknown as typeof fs.fstatSync,
  };
  runSync(save("serialize", file, huge, path), files);
  let end = 0;
  for (const [at, length] of writes) {
    expect(at).toBe(end);
    expect(length).toBeLessThanOrEqual(0x7fff_f000);
    end += length;
  }
  expect(end).toBe(huge.length);
});

it("line 132: 4 GiB are past every limit that may be asked for", () => {
  const limits = { input: 2 ** 32 - 1 };
  expect(codeOf(() => encode(new Uint8Array(2 ** 32), { limits }))).toBe("LIMIT");
  expect(codeOf(() => encode(1, { limits: { input: 2 ** 32 } }))).toBe("RangeError");
});

describe("on Windows, where a scanner may hold the file", () => {
  /** A save there, whose first `held` renames fail; how it ends, and how long it waited each time. */
  function saveHeld(code: string, held: number): { outcome: string; waits: number[]; calls: Call[] } {
    const waits: number[] = [];
    const calls: Call[] = [];
    const files = spoiled((call) => {
      calls.push(call);
      if (call === "rename" && calls.filter((one) => one === "rename").length <= held) throw errorOf(code);
    });
    const quick: FileSystem = new Proxy(files, {
      get: (target, name: keyof FileSystem) =>
        name === "waitSync" ? (ms: number) => waits.push(ms) : target[name],
    });
    const outcome = codeOf(() => runSync(save("serialize", file, NEW, path, true), quick));
    return { outcome, waits, calls };
  }
  beforeEach(() => fs.writeFileSync(file, OLD));

  it.each(["EPERM", "EACCES", "EBUSY"])("a rename that fails with %s is tried again", (code) => {
    expect(saveHeld(code, 3)).toMatchObject({ outcome: "no error", waits: [10, 20, 40] });
    expect(fs.readFileSync(file).equals(NEW)).toBe(true);
  });

  it("for two seconds in all; then the error stands, and so does the old file", () => {
    const { outcome, waits } = saveHeld("EBUSY", Number.POSITIVE_INFINITY);
    expect(outcome).toBe("Error");
    expect(waits.reduce((sum, ms) => sum + ms, 0)).toBe(2000);
    expect(fs.readFileSync(file).equals(OLD)).toBe(true);
    expect(temporaries()).toEqual([]);
  });

  it("another error is no reason to try again", () => {
    expect(saveHeld("EIO", 1)).toMatchObject({ outcome: "Error", waits: [] });
  });

  it("the folder is not forced to the disk, for no call does that", () => {
    expect(saveHeld("EIO", 0).calls.filter((call) => call === "fsync").length).toBe(1);
  });

  it("waiting ends when the time is over, and not before, asynchronously or not", () => {
    vi.useFakeTimers();
    const wait = vi.spyOn(Atomics, "wait");
    try {
      const done = vi.fn();
      disk.wait(20, done);
      vi.advanceTimersByTime(19);
      expect(done).not.toHaveBeenCalled();
      vi.advanceTimersByTime(1);
      expect(done).toHaveBeenCalledOnce();
      disk.waitSync(20);
      expect(wait.mock.calls[0][3]).toBe(20);
      expect(wait).toHaveReturnedWith("timed-out");
    } finally {
      vi.useRealTimers();
      wait.mockRestore();
    }
  });
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

describe("a symbolic link that leads to nothing", () => {
  it.each([
    ["from its own folder", () => "real/model.ngc"],
    ["from the root", () => path.join(folder, "real/model.ngc")],
    ["by another such link", () => "second"],
    ["by a way that goes through a link and up again", () => "door/../model.ngc"],
  ])("stays one, and the file that it names %s is made", (_, target) => {
    const real = path.join(folder, "real");
    fs.mkdirSync(path.join(real, "deep"), { recursive: true });
    fs.symlinkSync("real/deep", path.join(folder, "door"));
    fs.symlinkSync("real/model.ngc", path.join(folder, "second"));
    fs.symlinkSync(target(), file);
    saveNew();
    expect(fs.lstatSync(file).isSymbolicLink()).toBe(true);
    expect(fs.readFileSync(path.join(real, "model.ngc")).equals(NEW)).toBe(true);
    expect(fs.readdirSync(folder).sort()).toEqual(["door", "model.ngc", "real", "second"]);
  });

  it("by a folder that is not there is refused, and by more links than the system follows", () => {
    fs.symlinkSync("none/model.ngc", file);
    expect(() => saveNew()).toThrow(expect.objectContaining({ code: "ENOENT" }));
    const links = Array.from({ length: 100 }, (_, i) => path.join(folder, String(i)));
    for (const [i, link] of links.entries()) fs.symlinkSync(String(i + 1), link);
    file = links[0];
    expect(() => saveNew()).toThrow(expect.objectContaining({ code: "ELOOP" }));
    expect(fs.existsSync(path.join(folder, "100"))).toBe(false);
  });

  it("is not followed for ever where others change it meanwhile", () => {
    let asked = 0;
    const real = fs.realpathSync(folder);
    const turning: FileSystem = {
      ...disk,
      realpathSync: ((name: string) => {
        if (name === folder || name === real) return real;
        throw errorOf("ENOENT");
      }) as FileSystem["realpathSync"],
      readlinkSync: ((_name: string) => `link${++asked}`) as typeof fs.readlinkSync,
    };
    expect(() => saveNew(turning)).toThrow(expect.objectContaining({ code: "ENOENT" }));
    expect(asked).toBe(40);
  });

  it("may have become a file of another process", () => {
    const files: FileSystem = {
      ...disk,
      readlinkSync: ((name: string) => {
        fs.writeFileSync(name, OLD);
        return fs.readlinkSync(name);
      }) as typeof fs.readlinkSync,
    };
    saveNew(files);
    expect(fs.readFileSync(file).equals(NEW)).toBe(true);
  });
});

it("of a name that goes through a link and up again is replaced what the system finds there, on Windows what the words say", () => {
  fs.mkdirSync(path.join(folder, "real/dir"), { recursive: true });
  fs.symlinkSync("real/dir", path.join(folder, "link"));
  file = `${folder}/link/../model.ngc`;
  saveNew();
  expect([fs.existsSync(path.join(folder, "model.ngc")), fs.readFileSync(file).equals(NEW)]).toEqual([
    false,
    true,
  ]);
  fs.writeFileSync(path.join(folder, "real/model.ngc"), OLD);
  runSync(save("serialize", file, NEW, path, true), disk);
  expect(fs.readFileSync(path.join(folder, "model.ngc")).equals(NEW)).toBe(true);
  expect(fs.readFileSync(path.join(folder, "real/model.ngc")).equals(OLD)).toBe(true);
});

describe("where the old file is of another owner, the new one", () => {
  /** A save over a file of owner 1 and group 2, where `fchown` does as told; the owners that were asked for, and how it ended. */
  function saveOver(fchown: () => void): { owners: unknown[][]; outcome: string; calls: Call[] } {
    fs.writeFileSync(file, OLD);
    const owners: unknown[][] = [];
    const calls: Call[] = [];
    const watched = spoiled((call) => calls.push(call));
    const files = new Proxy(watched, {
      get(target, name: keyof FileSystem) {
        if (name === "statSync")
          return (path: string) => Object.assign(fs.statSync(path), { uid: 1, gid: 2 });
        if (name !== "fchownSync") return target[name];
        return (_: number, ...owner: unknown[]) => {
          calls.push("fchown");
          owners.push(owner);
          fchown();
        };
      },
    });
    const outcome = codeOf(() => saveNew(files));
    return { owners, outcome, calls };
  }

  it("is given to that one before it gets its permissions", () => {
    const { owners, outcome, calls } = saveOver(() => {});
    expect({ owners, outcome }).toEqual({ owners: [[1, 2]], outcome: "no error" });
    expect(calls.indexOf("fchown")).toBe(calls.indexOf("fchmod") - 1);
  });

  it.each(["EPERM", "EINVAL"])(
    "stays with who saved it where the system says %s, or goes to the group",
    (code) => {
      const refusing = saveOver(() => {
        throw errorOf(code);
      });
      expect(refusing).toMatchObject({
        owners: [
          [1, 2],
          [-1, 2],
        ],
        outcome: "no error",
      });
      expect(fs.readFileSync(file).equals(NEW)).toBe(true);
      let asked = 0;
      const once = saveOver(() => {
        if (asked++ === 0) throw errorOf(code);
      });
      expect(once.owners).toEqual([
        [1, 2],
        [-1, 2],
      ]);
    },
  );

  it("is not put in its place on another error", () => {
    const { owners, outcome } = saveOver(() => {
      throw errorOf("EIO");
    });
    expect({ owners, outcome }).toEqual({ owners: [[1, 2]], outcome: "Error" });
    expect(fs.readFileSync(file).equals(OLD)).toBe(true);
    expect(temporaries()).toEqual([]);
  });
});

it("a device is not replaced", () => {
  expect(() => runSync(save("serialize", "/dev/null", NEW, path), disk)).toThrow(FormatError);
  expect(fs.statSync("/dev/null").isCharacterDevice()).toBe(true);
});

it("the longest name that a file may have can be saved", () => {
  file = path.join(folder, "x".repeat(255));
  saveNew();
  expect(fs.readFileSync(file).equals(NEW)).toBe(true);
});
