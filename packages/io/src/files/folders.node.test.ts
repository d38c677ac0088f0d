import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { makedir, makedirSync, makedirs, makedirsSync } from "./folders.ts";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "folders-"));
});
afterEach(() => rmSync(root, { recursive: true }));

describe("makedir and makedirs", () => {
  it("make the folders on the way, and find an existing one fine", async () => {
    await makedir(join(root, "a/b/c"));
    await makedir(join(root, "a/b/c"));
    makedirSync(join(root, "d"));
    makedirsSync([join(root, "e"), join(root, "e/f")]);
    expect(readdirSync(root, { recursive: true }).sort()).toEqual(["a", "a/b", "a/b/c", "d", "e", "e/f"]);
  });

  it("take a path from root, or one that lies in it", async () => {
    await makedir("a/./b/../c", { root });
    await makedirs([join(root, "d"), "e//f/"], { root });
    expect(readdirSync(root, { recursive: true }).sort()).toEqual(["a", "a/c", "d", "e", "e/f"]);
  });

  it("take a name of any script, from the first character behind the controls to the last plane", async () => {
    const names = ["~", "\u00a0é", "模型", "\ud7ff\ue000", "🧠", "\uffff"];
    await makedirs(names, { root });
    expect(readdirSync(root).sort()).toEqual([...names].sort());
  });

  it("line 122: go over a file with Node's EEXIST, and 50 at once", async () => {
    writeFileSync(join(root, "file"), "");
    const path = join(root, "file");
    await expect(makedir(path)).rejects.toMatchObject({
      code: "EEXIST",
      message: expect.stringContaining(`makedir: ${path}: EEXIST`),
    });
    await expect(makedir("file", { root })).rejects.toMatchObject({ code: "EEXIST" });
    await expect(makedir("file/a", { root })).rejects.toMatchObject({ code: "EEXIST" });
    await Promise.all(Array.from({ length: 50 }, () => makedir("x/y/z", { root })));
    await Promise.all(Array.from({ length: 50 }, () => makedir(join(root, "u/v/w"))));
    expect([existsSync(join(root, "x/y/z")), existsSync(join(root, "u/v/w"))]).toEqual([true, true]);
  });

  it("need a root that is there", async () => {
    await expect(makedir("a", { root: join(root, "none") })).rejects.toMatchObject({ code: "ENOENT" });
  });
});

describe("with root, a path that leaves it or that some system cannot have", () => {
  const rows: [line: number, what: string, path: string][] = [
    [119, "the folder above", ".."],
    [119, "a way out", "a/../../b"],
    [119, "another place", "/abs"],
    [119, "a drive", "C:\\x"],
    [119, "backslashes", "a\\..\\b"],
    [119, "a share", "\\\\srv"],
    [119, "a NUL", "a\0b"],
    [119, "a delete", "a\x7fb"],
    [119, "a control of C1", "a\x9fb"],
    [119, "nothing", ""],
    [120, "a device", "CON"],
    [120, "a device with an extension", "a/NUL.txt"],
    [120, "a device with a superscript", "COM¹"],
    [120, "a dot at the end", "a."],
    [120, "a space at the end", "a "],
    [120, "a stream", "a:b"],
    [120, "a name of 256 bytes", "é".repeat(128)],
    [120, "a mark that turns writing", "a\u202eb"],
    [120, "a lone surrogate", "a\ud800"],
    [121, "a link out of root", "out"],
    [121, "a folder behind a link out of root", "out/b"],
    [121, "a folder behind a link to a link", "far/b"],
  ];
  beforeEach(() => {
    symlinkSync(tmpdir(), join(root, "out"));
    symlinkSync("out", join(root, "far"));
  });

  it.each(rows)("line %d: %s", async (_, __, path) => {
    const before = readdirSync(root);
    await expect(makedir(path, { root })).rejects.toMatchObject({ code: "PATH", path });
    expect(() => makedirSync(path, { root })).toThrow(expect.objectContaining({ code: "PATH" }));
    await expect(makedirs(["fine", path], { root })).rejects.toMatchObject({ code: "PATH" });
    expect(readdirSync(root).filter((name) => name !== "fine")).toEqual(before);
  });

  it.each([[["Runs", "runs"]], [["a/\u00e9/1", "a/e\u0301/2"]]])("line 120: the twins %s", async (paths) => {
    const before = readdirSync(root);
    await expect(makedirs(paths, { root })).rejects.toMatchObject({ code: "PATH" });
    expect(readdirSync(root)).toEqual(before);
  });

  it("line 121: a link that takes a folder's place between two steps is found, after a folder behind it was made", () => {
    const outside = mkdtempSync(join(tmpdir(), "outside-"));
    const made = vi.spyOn(process.getBuiltinModule("node:fs"), "mkdirSync");
    made.mockImplementationOnce((folder): undefined => {
      mkdirSync(folder);
    });
    made.mockImplementationOnce((folder): undefined => {
      const above = dirname(String(folder));
      rmSync(above, { recursive: true });
      symlinkSync(outside, above);
      mkdirSync(folder);
    });
    try {
      expect(() => makedirSync("a/b/c", { root })).toThrow(expect.objectContaining({ code: "PATH" }));
      expect(readdirSync(outside, { recursive: true })).toEqual(["b"]);
    } finally {
      made.mockRestore();
      rmSync(outside, { recursive: true });
    }
  });

  it("line 121: a link that stays inside is fine, and root may be one", async () => {
    mkdirSync(join(root, "real"));
    symlinkSync("real", join(root, "inner"));
    await makedir("inner/a", { root });
    symlinkSync(join(root, "real"), join(root, "door"));
    await makedir("b", { root: join(root, "door") });
    expect(readdirSync(join(root, "real")).sort()).toEqual(["a", "b"]);
  });
});

describe("without root", () => {
  it("line 119: a path may lead anywhere", async () => {
    await makedir(`${root}/a/../../${basename(root)}/b`);
    expect(existsSync(join(root, "b"))).toBe(true);
  });

  it.skipIf(process.platform === "win32")("line 120: the system decides what a name may be", async () => {
    const names = ["CON", "NUL.txt", "COM¹", "a.", "a ", "a:b", "a\u202eb", "runs", "a\\..\\b"];
    await makedirs(names.map((name) => join(root, name)));
    expect(readdirSync(root).sort()).toEqual(names.sort());
    await expect(makedir(join(root, "x".repeat(256)))).rejects.toMatchObject({ code: "ENAMETOOLONG" });
    await expect(makedir(join(root, "a\0b"))).rejects.toMatchObject({
      code: "ERR_INVALID_ARG_VALUE",
      message: expect.stringMatching(/^makedir: /),
    });
  });
});

it.each([
  [makedir, 7, undefined, "makedir: a directory must be a path, got 7"],
  [makedirs, "a", undefined, 'makedirs: directories must be an array of paths, got "a"'],
  [makedirs, ["a", null], undefined, "makedirs: a directory must be a path, got null"],
  [makedir, "a", { root: 1 }, "makedir: root must be a path, got 1"],
  [makedir, "a", "root", 'makedir: options must be an object, got "root"'],
  [makedir, "a", { root: "" }, 'makedir: root must be a path, got ""', RangeError],
  [makedirs, [], { root: "a\0b" }, 'makedirs: root must be a path, got "a\\u0000b"', RangeError],
])("%o with a wrong argument makes nothing", async (make, paths, options, message, Kind = TypeError) => {
  await expect(make(paths as never, options as never)).rejects.toThrow(new Kind(message));
});
