import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { serializeSync } from "../../src/serialize.ts";
import { bundle } from "./kills.ts";
import { OLD, outcome } from "./outcome.ts";

interface Row {
  readonly what: string;
  /** "ok", "WRONG: …", or "skipped: …" with what is missing. */
  readonly result: string;
}

/** Errors that a real system gives, each to a save over an old file. */
export function diskErrors(folder: string): Row[] {
  const saver = bundle("saver", folder);
  chmodSync(folder, 0o755);
  const room = join(folder, "room");
  const file = join(room, "model.ngc");
  const node = `SHOW=1 '${process.execPath}' '${saver}' '${file}'`;
  const nobody = "setpriv --reuid=65534 --regid=65534 --clear-groups";
  const tmpfs = `mount -t tmpfs -o size=512k none '${room}'`;
  const rows: [error: string, what: string, before: string, save: string, after: string][] = [
    ["EACCES", "a folder of someone else", "true", `${nobody} sh -c "${node}"`, "true"],
    ["EACCES", "a file that may not be written", `chmod 777 '${room}'`, `${nobody} sh -c "${node}"`, "true"],
    ["ENOSPC", "a full disk", tmpfs, node, `umount '${room}'`],
    [
      "EROFS",
      "a disk that is read only",
      tmpfs,
      `mount -o remount,ro '${room}' && ${node}`,
      `umount '${room}'`,
    ],
    ["EFBIG", "files of at most 200 KiB", "true", `ulimit -f 400 && ${node}`, "true"],
  ];
  return rows.map(([error, what, before, save, after]) => {
    rmSync(room, { recursive: true, force: true });
    mkdirSync(room);
    const prepared = sh(before);
    if (prepared.status !== 0) return { what: `${error}, ${what}`, result: `skipped: ${prepared.output}` };
    try {
      serializeSync(file, OLD);
      const { output } = sh(`echo | { ${save}; }`);
      const { stands, temporaries } = outcome(file);
      const right =
        output.includes(`serializeSync: ${file}: ${error}`) && stands === "old" && temporaries === 0;
      return {
        what: `${error}, ${what}`,
        result: right ? "ok" : `WRONG: ${stands} file, ${temporaries} left, ${output}`,
      };
    } finally {
      sh(after);
    }
  });
}

function sh(command: string): { status: number | null; output: string } {
  const { status, stdout, stderr } = spawnSync("sh", ["-c", command], { encoding: "utf8" });
  return { status, output: (stdout + stderr).trim().replaceAll("\n", " ") };
}
