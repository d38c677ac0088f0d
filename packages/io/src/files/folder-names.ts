import type * as Path from "node:path";
import { describe } from "@ngc/tensor/authoring";
import { FormatError } from "../format-error.ts";

/** The longest name that file systems take, in bytes. */
const LONGEST_NAME = 255;

/** `fn: directory: required` as a FormatError PATH. */
export function refusal(fn: string, directory: string, required: string): FormatError {
  return new FormatError("PATH", `${fn}: ${describe(directory)} ${required}`, {
    format: "path",
    path: directory,
  });
}

/** The names on the way from `root` to `directory`, each one that every system takes, `.` and `..` resolved. */
export function namesInside(fn: string, directory: string, root: string, path: typeof Path): string[] {
  const relative = path.isAbsolute(directory)
    ? path.relative(path.resolve(root), directory).replaceAll(path.sep, "/")
    : directory;
  if (directory === "") throw refusal(fn, directory, "must be the path of a folder, got none");
  const names: string[] = [];
  for (const name of relative.split("/")) {
    if (name === "" || name === ".") continue;
    if (name !== "..") {
      const fault = faultOf(name);
      if (fault !== undefined) throw refusal(fn, directory, `must hold names for every system, got ${fault}`);
      names.push(name);
    } else if (names.pop() === undefined) {
      throw refusal(fn, directory, `must stay inside root, got a way out of ${describe(root)}`);
    }
  }
  return names;
}

/** Why some system cannot have a file of that name. */
export function faultOf(name: string): string | undefined {
  if (/[^ -~\u00a0-\ud7ff\ue000-\u{10ffff}]/u.test(name)) return "a control character or a lone surrogate";
  if (/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/.test(name))
    return "a mark that turns the direction of writing";
  if (/[<>:"|?*\\]/.test(name)) return `one of < > : " | ? * \\`;
  if (/[. ]$/.test(name)) return "a dot or a space at the end of a name";
  if (/^(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[\d\u00b9\u00b2\u00b3])\s*(\.|$)/i.test(name))
    return "the name of a device";
  const length = new TextEncoder().encode(name).length;
  return length > LONGEST_NAME ? `a name of ${length} bytes` : undefined;
}

/** Throws where two paths of one call are one folder on systems that ignore case or the form of accents. */
export function refuseTwins(fn: string, paths: readonly (readonly string[])[]): void {
  const spellings = new Map<string, string>();
  for (const names of paths) {
    for (let depth = 1; depth <= names.length; depth++) {
      const spelling = names.slice(0, depth).join("/");
      const folded = spelling.normalize("NFC").toLowerCase();
      const before = spellings.get(folded) ?? spelling;
      if (before !== spelling)
        throw refusal(
          fn,
          spelling,
          `must differ from other paths by more than case or accents, got ${describe(before)} too`,
        );
      spellings.set(folded, spelling);
    }
  }
}
