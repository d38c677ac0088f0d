import { plain } from "@app/bench/peers/plain";
import { workloads } from "@app/bench/workloads";
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { describeSite } from "./site.ts";

const DASH = "\u2013";
const PATIENT = { timeout: 50_000 };

async function reading(page: Page, name: string): Promise<string> {
  return ((await page.locator(`[data-reading=${name}]`).textContent()) ?? "").trim();
}

/** How many cases are measured. */
async function done(page: Page): Promise<number> {
  return Number.parseInt(await reading(page, "done"), 10);
}

/** A line of an operation: elements, interval, ratio, what an element takes. */
async function line(page: Page, operation: string, i: number): Promise<string[]> {
  const texts = await page
    .locator(`tbody[data-operation=${operation}] tr`)
    .nth(i)
    .locator("td")
    .allTextContents();
  return texts.map((text) => text.trim());
}

function press(page: Page, name: string): Promise<void> {
  return page.getByRole("button", { name, exact: true }).click();
}

/** Reports at once what it is told to, whatever it is asked to measure. */
const REPORTING = `onmessage = ({ data: { cases } }) => {
  postMessage({ kind: "begun", hasKernels: false });
  const found = [
    { ratio: { low: 3.5, median: 4, high: 4.5 } },
    { ratio: { low: 0.2, median: 0.25, high: 0.3 } },
    { ratio: { low: 0.9, median: 1, high: 1.1 } },
    { fault: "differs: 3 for 4 at 0" },
  ];
  for (const [i, { operation, size }] of cases.entries()) {
    const peer = { name: "plain loop", kind: "loop", ...(found[i] ?? { ratio: { low: 1, median: 1, high: 1 } }) };
    postMessage({ kind: "measured", result: { operation, size, ours: 2e-6 * size, peers: [peer] } });
  }
};`;

describeSite("the speed page", (site) => {
  it("lists each workload that the plain loop has, and measures nothing before it is told to", async () => {
    const { page, complaints } = await site.open("speed");
    const expected: string[] = [];
    for (const { operation, sizes, prepare } of workloads) {
      const contender = await plain.enter(operation, prepare(sizes[0], "float32"), "float32");
      if (contender !== undefined) expected.push(operation);
    }
    const listed = await page
      .locator("tbody[data-operation]")
      .evaluateAll((rows) => rows.map((row) => row.getAttribute("data-operation")));
    expect(listed).toEqual(expected);
    expect(await line(page, "relu", 0)).toEqual(["1,000", "", DASH, DASH]);
    expect(page.workers()).toEqual([]);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it("measures in a worker, stops in the middle, goes on where it stopped, and begins anew", async () => {
    const { page, complaints } = await site.open("speed");
    await page.getByRole("button", { name: "start" }).focus();
    await page.keyboard.press("Enter");
    await expect.poll(() => done(page), PATIENT).toBeGreaterThan(0);
    expect(await page.locator("button:focus").textContent()).toBe("stop");
    const [elements, interval, ratio, time] = await line(page, "add", 0);
    expect(elements).toBe("1,000");
    expect(interval).toMatch(/^\d+\.\d\d× to \d+\.\d\d×/);
    expect(ratio).toMatch(/^\d+\.\d\d×$/);
    expect(time).toMatch(/^\d+\.\d\d ns$/);
    expect(await reading(page, "mean")).toMatch(/^\d+\.\d\d×$/);
    expect(await reading(page, "kernels")).toBe("SIMD");
    await press(page, "stop");
    await page.getByText("Stopped.").waitFor();
    const before = await done(page);
    const first = await line(page, "add", 0);
    await press(page, "continue");
    await expect.poll(() => done(page), PATIENT).toBeGreaterThan(before);
    expect(await line(page, "add", 0)).toEqual(first);
    await press(page, "reset");
    await page.getByText("Press start").waitFor();
    expect(await done(page)).toBe(0);
    expect(await page.locator("button:focus").textContent()).toBe("reset");
    expect(await line(page, "add", 0)).toEqual(["1,000", "", DASH, DASH]);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it("who leaves ends the worker, and who comes back finds what was measured", async () => {
    const { page, complaints } = await site.open("speed");
    await press(page, "start");
    await expect.poll(() => done(page), PATIENT).toBeGreaterThan(0);
    await page.getByRole("link", { name: "Metrics" }).click();
    await page.getByRole("heading", { level: 1, name: "Metrics" }).waitFor();
    await expect.poll(() => page.workers().length, PATIENT).toBe(0);
    await page.getByRole("link", { name: "Speed" }).click();
    await page.getByText("Stopped.").waitFor();
    expect(await done(page)).toBeGreaterThan(0);
    expect((await line(page, "add", 0))[2]).toMatch(/^\d+\.\d\d×$/);
    await press(page, "continue");
    await page.getByRole("button", { name: "stop", exact: true }).waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it("shows what the loop wins, what is undecided and what was not timed, in the plot and as a table", async () => {
    const { page } = await site.open("speed");
    await page.route("**/worker-*.js", (route) =>
      route.fulfill({ contentType: "text/javascript", body: REPORTING }),
    );
    await press(page, "start");
    await page.getByText("cases are measured").waitFor();
    const total = await done(page);
    expect(await reading(page, "done")).toBe(`${total} of ${total}`);
    expect(await reading(page, "mean")).toBe("1.00×");
    expect(await reading(page, "lost")).toBe("1");
    expect(await reading(page, "open")).toBe(String(total - 3));
    expect(await reading(page, "kernels")).toBe("none");
    await page.getByText("take their plain path").waitFor();
    expect((await line(page, "add", 0))[2]).toBe("4.00×");
    expect((await line(page, "add", 1)).slice(2)).toEqual(["0.25×", "2.00 ns"]);
    expect(await line(page, "matmul", 0)).toEqual(["4,096", "not timed, differs: 3 for 4 at 0", DASH, DASH]);
    const open = page.locator("tbody[data-operation=add] circle");
    expect(await open.evaluateAll((dots) => dots.map((dot) => dot.classList.contains("open")))).toEqual([
      false,
      false,
      true,
    ]);
    await page.getByText("the numbers as a table").click();
    const rows = page.locator("details tbody tr");
    await expect.poll(() => rows.count()).toBe(total);
    expect(await rows.nth(1).locator("td").allTextContents()).toEqual([
      "10,000",
      "0.25×",
      "0.20× to 0.30×",
      "2.00 ns",
      "0.50 ns",
    ]);
    await page.unroute("**/worker-*.js");
    await press(page, "measure again");
    expect(await done(page)).toBeLessThan(total);
    await page.context().close();
  });

  it("says so when the worker cannot be run, and starts it again", async () => {
    const { page } = await site.open("speed");
    await page.route("**/worker-*.js", (route) => route.fulfill({ status: 503 }));
    await press(page, "start");
    await page.getByText("Measuring ended: the browser could not run the worker.").waitFor();
    await page.unroute("**/worker-*.js");
    await press(page, "start");
    await expect.poll(() => done(page), PATIENT).toBeGreaterThan(0);
    await page.context().close();
  });
});
