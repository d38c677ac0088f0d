import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { serializeSync } from "../../src/files/serialize.ts";
import { OLD, outcome } from "./outcome.ts";

/** An error that a real system gives, and the commands of a shell that bring it about for a save. */
export interface DiskError {
  readonly code: string;
  readonly what: string;
  /** What must succeed, before the old file is written to the folder ROOM, for this machine to have the error. */
  readonly needs: string;
  readonly save: string;
  readonly after?: string;
}

const SAVE = '"$NODE" "$SAVER" "$FILE"';
// Root is refused nothing, so as root somebody else saves.
const OTHER = process.getuid?.() === 0 ? "setpriv --reuid=65534 --regid=65534 --clear-groups" : "env";
const OTHER_CAN = `${OTHER} "$NODE" --check "$SAVER"`;
const MOUNT = 'mount -t tmpfs -o size=512k none "$ROOM"';
const UNMOUNT = 'umount "$ROOM"';

export const DISK_ERRORS: readonly DiskError[] = [
  {
    code: "EACCES",
    what: "a folder that may not be written",
    needs: OTHER_CAN,
    save: `chmod 666 "$FILE" && chmod 555 "$ROOM" && ${OTHER} ${SAVE}`,
    after: 'chmod 755 "$ROOM"',
  },
  {
    code: "EACCES",
    what: "a file that may not be written",
    needs: OTHER_CAN,
    save: `chmod 444 "$FILE" && chmod 777 "$ROOM" && ${OTHER} ${SAVE}`,
  },
  { code: "ENOSPC", what: "a full disk", needs: MOUNT, save: SAVE, after: UNMOUNT },
  {
    code: "EROFS",
    what: "a disk that is read only",
    needs: MOUNT,
    save: `mount -o remount,ro "$ROOM" && ${SAVE}`,
    after: UNMOUNT,
  },
  { code: "EFBIG", what: "files of at most 200 KiB", needs: "true", save: `ulimit -f 400 && ${SAVE}` },
  { code: "EMFILE", what: "no further open file", needs: "true", save: `ulimit -n 100 && HOLD=1 ${SAVE}` },
];

/** What came of a save over an old file that met an error, or what this machine lacks for that. */
export type Meeting =
  | { readonly missing: string }
  | { readonly message: string; readonly stands: string; readonly temporaries: number };

/** A save by `saver`, a file of JavaScript that others may read, in a new folder at `room`. */
export function meet({ needs, save, after = "true" }: DiskError, saver: string, room: string): Meeting {
  const file = join(room, "model.ngc");
  const env = { ...process.env, NODE: process.execPath, SAVER: saver, ROOM: room, FILE: file, SHOW: "1" };
  const shell = (command: string): { status: number | null; output: string } => {
    const { status, stdout, stderr } = spawnSync("sh", ["-c", command], {
      env,
      encoding: "utf8",
      input: "\n",
    });
    return { status, output: (stdout + stderr).trim().replaceAll("\n", " ") };
  };
  mkdirSync(room);
  chmodSync(room, 0o755);
  try {
    const { status, output } = shell(needs);
    if (status !== 0) return { missing: output };
    try {
      serializeSync(file, OLD);
      const { output } = shell(save);
      return { message: output.replace(/^ready /, ""), ...outcome(file) };
    } finally {
      shell(after);
    }
  } finally {
    rmSync(room, { recursive: true });
  }
}
