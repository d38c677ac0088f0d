import { spawnSync } from "node:child_process";
import { expect, it } from "vitest";

it("lines 8 to 16: lengths that lie are refused in a heap that has no room for them", () => {
  const code = `
    import { decode } from ${JSON.stringify(new URL("envelope.ts", import.meta.url))};
    import { hex } from ${JSON.stringify(new URL("../../test/code-of.ts", import.meta.url))};
    const lies = ["ddffffffff", "dd02000000", "dd02000000".repeat(4), "dd000f4240".repeat(110), "dfffffffff",
      "dbffffffff61", "c6ffffffff61", "c9ffffffff0161"];
    for (const lie of lies) try { decode(hex(lie)); } catch (error) { console.log(error.code); }
    console.log(process.memoryUsage().arrayBuffers < 2 ** 20);`;
  const { status, stdout } = spawnSync(
    process.execPath,
    ["--max-old-space-size=32", "--input-type=module", "--eval", code],
    { encoding: "utf8" },
  );
  expect({ status, lines: stdout.trim().split("\n") }).toEqual({
    status: 0,
    lines: [...Array(8).fill("LENGTH_LIE"), "true"],
  });
});
