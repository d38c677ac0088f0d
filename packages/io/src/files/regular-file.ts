import type { Stats } from "node:fs";
import { FormatError } from "../format-error.ts";
import { type FileSystem, type Procedure, step } from "./file-system.ts";

/** Throws for pipes and devices: reading one may never end, and replacing one breaks the system. A folder is left to Node's own error. */
export function refuseSpecial(fn: string, name: string, found: Stats): void {
  if (!found.isFile() && !found.isDirectory())
    throw new FormatError("UNSUPPORTED", `${fn}: ${name}: a regular file is required, got another kind`, {
      format: "file",
      path: name,
    });
}

/** The number of a regular file that was opened for reading. */
export function* openRegular(
  fn: string,
  name: string,
  { O_RDONLY, O_NONBLOCK = 0 }: FileSystem["constants"],
): Procedure<number> {
  refuseSpecial(fn, name, yield* step("stat", name));
  // Not to wait for ever where a pipe was put in the file's place after it was looked at.
  return yield* step("open", name, O_RDONLY | O_NONBLOCK);
}
