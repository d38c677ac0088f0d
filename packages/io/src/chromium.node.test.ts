import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { chromiumFor, FLAGS } from "@tooling/browser";
import { build } from "esbuild";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RangeServer, rangeServer } from "../test/range-server.ts";

const executablePath = chromiumFor("@ngc/io in a browser");

/** 1000 rows of 100 bytes, each its number modulo 256. */
const idx = Uint8Array.of(
  0,
  0,
  8,
  2,
  0,
  0,
  3,
  232,
  0,
  0,
  0,
  100,
  ...Array.from({ length: 100_000 }, (_, i) => (i / 100) & 255),
);

describe.skipIf(executablePath === undefined).each(["page", "worker"])("in Chromium, in a %s", (where) => {
  let site: Server;
  let data: RangeServer;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    const { outputFiles } = await build({
      entryPoints: [join(import.meta.dirname, "../test/browser/page.ts")],
      bundle: true,
      write: false,
      format: "iife",
      target: "es2022",
    });
    site = createServer(({ url }, response) => {
      const isScript = url === "/page.js";
      response.setHeader("content-type", isScript ? "text/javascript" : "text/html");
      response.end(isScript ? outputFiles[0].contents : "<script src=/page.js></script>");
    });
    await new Promise<void>((resolve) => site.listen(0, "127.0.0.1", resolve));
    data = await rangeServer(idx);
    browser = await chromium.launch({ executablePath, args: [...FLAGS] });
    page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${(site.address() as AddressInfo).port}/`);
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await data?.close();
    site?.close();
  });

  /** The answer of a scenario, typed arrays as what they hold. */
  function run(name: string): Promise<unknown> {
    return page.evaluate(
      async ([task, where]) => {
        const { run } = globalThis as unknown as { run(task: unknown, where: unknown): Promise<unknown> };
        return run(task, where);
      },
      [{ name, url: data.url.href }, where],
    );
  }

  const weights = Float32Array.of(1, -0, Number.NaN, 2, 3, 4);

  it("every format is read as it was written", async () => {
    expect(await run("formats")).toEqual({
      decode: [weights, 2n ** 60n, new Date(7), expect.anything()],
      idx: [7, 9],
      npy: weights,
      npz: weights,
      safetensors: weights,
      damaged: expect.stringMatching(/^CHECKSUM decode: /),
    });
  });

  const saved = {
    first: expect.stringMatching(/^NotFoundError deserializeFromOpfs: runs/),
    refused: expect.stringMatching(/^UNSUPPORTED serializeToOpfs: /),
    limited: expect.stringMatching(/^LIMIT deserializeFromOpfs: /),
    epoch: 2,
    weights,
    names: ["model.ngc"],
  };

  it("lines 123 and 131: files of the origin are replaced as a whole, and stay where a value cannot be written", async () => {
    expect(await run("opfs")).toEqual(saved);
  });

  it("lines 123 and 131: so they are where there is no createWritable, but only in a worker", async () => {
    const expected = where === "worker" ? saved : expect.stringMatching(/^UNSUPPORTED serializeToOpfs: /);
    expect(await run("opfsByMove")).toEqual(expected);
  });

  it.each(["opfsWhenFull", ...(where === "worker" ? ["opfsByMoveWhenFull"] : [])])(
    "line 125: where the origin has no room the old file stands, and no new one: %s",
    async (scenario) => {
      const session = await page.context().newCDPSession(page);
      const { origin } = new URL(page.url());
      await session.send("Storage.overrideQuotaForOrigin", { origin, quotaSize: 5_000_000 });
      const noRoom = expect.stringMatching(/^(Quota\w+|Abort)Error serializeToOpfs: full/);
      expect(await run(scenario)).toEqual({ old: noRoom, new: noRoom, stands: "old", names: ["old"] });
      await session.send("Storage.overrideQuotaForOrigin", { origin });
    },
  );

  it("line 129: saves at once and reads meanwhile: the last one stands, none is torn", async () => {
    expect(await run("savesAtOnce")).toEqual({ seen: [1], last: 99 });
  });

  it("rows are read by range; what needs a disk says so", async () => {
    expect(await run("open")).toEqual({
      blob: Float32Array.of(2, 3, 4),
      server: [[1000, 100], 900 & 255, Uint8Array.of(...Array(100).fill(999 & 255), ...Array(100).fill(3))],
      path: expect.stringMatching(/^UNSUPPORTED openNpy: /),
      serialize: expect.stringMatching(/^UNSUPPORTED serialize: /),
      toBlob: [1, 2n],
    });
    expect(data.ranges.slice(0, 2)).toEqual(["bytes=0-65535", "bytes=90012-90211"]);
  });
});
