import { accuracyOn } from "@app/exhibits/digits";
import { readMnist } from "@app/exhibits/digits/mnist";
import { train } from "@app/exhibits/digits/train";
import { expect, it } from "vitest";
import { describeSite } from "./site.ts";

/** The accuracy after one epoch with the page's settings, computed here. */
async function expectedAccuracy(): Promise<number> {
  const digits = await readMnist(10_000, 10_000);
  const steps = train(digits.train, { seed: 42, batchSize: 50, rate: 0.3, dropOut: 0.1 });
  for (let batch = 1; batch < 200; batch++) steps.next();
  return accuracyOn(steps.next().value.classifier, digits.test.images, digits.test.labels);
}

describeSite("the digits page", (site) => {
  it("learns one epoch in a worker, above 0.88 on the test digits, and as Node does for the key", async () => {
    const { page, complaints } = await site.open("digits");
    await page.getByRole("button", { name: "start" }).click();
    const test = page.locator("[data-reading=test]");
    await expect
      .poll(async () => Number(await test.textContent()), { timeout: 50_000 })
      .toBeGreaterThan(0.88);
    expect(await test.textContent()).toBe((await expectedAccuracy()).toFixed(4));
    await page.getByRole("button", { name: "stop" }).click();
    await page.getByRole("button", { name: "start" }).waitFor();
    expect(await page.locator("[data-reading=loss]").textContent()).toMatch(/^0\.[0-6]/);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it("steps by keyboard, and a reset brings the first batch back", async () => {
    const { page } = await site.open("digits");
    const labels = page.locator("section[aria-labelledby=batch-title] li");
    await page.getByText("The first batch").waitFor();
    const first = await labels.allTextContents();
    await page.getByRole("button", { name: "step" }).focus();
    await page.keyboard.press("Enter");
    await page.getByText("Batch 1", { exact: true }).waitFor();
    // One point is no line yet: a dot shows it. More points have no more dots.
    const dots = page.getByRole("region", { name: "Progress" }).locator("circle");
    expect(await dots.count()).toBe(3);
    await page.keyboard.press("Enter");
    await page.getByText("Batch 2", { exact: true }).waitFor();
    expect(await dots.count()).toBe(3);
    await page.getByRole("button", { name: "reset" }).click();
    await page.getByText("The first batch").waitFor();
    expect(await labels.allTextContents()).toEqual(first);
    await page.getByRole("spinbutton", { name: "key" }).fill("7");
    await page.keyboard.press("Enter");
    await expect.poll(() => labels.allTextContents()).not.toEqual(first);
    await page.context().close();
  });

  it("the button that starts keeps the focus, and stops", async () => {
    const { page } = await site.open("digits");
    await page.getByText("The first batch").waitFor();
    await page.getByRole("button", { name: "start" }).focus();
    const focused = page.locator("button:focus");
    for (const name of ["stop", "start"]) {
      await page.keyboard.press("Enter");
      await expect.poll(() => focused.textContent()).toBe(name);
    }
    await page.context().close();
  });

  it("the axis of the loss reaches as far as the loss", async () => {
    const { page } = await site.open("digits");
    await page.getByText("The first batch").waitFor();
    for (const [name, key] of [
      ["batch", "Home"],
      ["rate", "End"],
      ["drop-out", "End"],
    ]) {
      await page.getByRole("slider", { name }).focus();
      await page.keyboard.press(key);
    }
    await page.getByRole("button", { name: "start" }).click();
    const loss = page.locator("[data-reading=loss]");
    await expect.poll(async () => Number(await loss.textContent()), { timeout: 50_000 }).toBeGreaterThan(4);
    await page.getByRole("button", { name: "stop" }).click();
    await page.getByRole("button", { name: "start" }).waitFor();
    const heights = await page
      .getByRole("img", { name: /^Loss/ })
      .locator("path.live")
      .evaluateAll((paths) =>
        paths.flatMap((path) => (path.getAttribute("d") ?? "").match(/[\d.-]+(?=L|$)/g) ?? []),
      );
    // The plot's own part of the drawing.
    expect(Math.min(...heights.map(Number))).toBeGreaterThanOrEqual(8);
    expect(Math.max(...heights.map(Number))).toBeLessThanOrEqual(140);
    await page.context().close();
  });

  it("takes another rate and drop-out into the run, and begins anew with another batch size, without another load", async () => {
    const { page } = await site.open("digits");
    await page.getByText("The first batch").waitFor();
    const loads: string[] = [];
    page.on("request", (request) => loads.push(request.url()));
    await page.getByRole("button", { name: "step" }).click();
    await page.getByText("Batch 1", { exact: true }).waitFor();
    for (const name of ["rate", "drop-out"]) {
      await page.getByRole("slider", { name }).focus();
      await page.keyboard.press("ArrowRight");
    }
    await page.getByRole("button", { name: "step" }).click();
    await page.getByText("Batch 2", { exact: true }).waitFor();
    await page.getByRole("slider", { name: "batch" }).focus();
    await page.keyboard.press("ArrowRight");
    await page.getByText("The first batch").waitFor();
    expect(loads).toEqual([]);
    await page.context().close();
  });

  it("learns no further than what is drawn, and stops when it is told", async () => {
    const { page } = await site.open("digits");
    await page.getByText("The first batch").waitFor();
    await page.evaluate(() => {
      const held: FrameRequestCallback[] = [];
      window.requestAnimationFrame = (callback) => held.push(callback);
      Object.assign(window, { draw: () => held.splice(0).map((callback) => callback(0)) });
    });
    const draw = (): Promise<void> => page.evaluate("draw()");
    const title = page.locator("#batch-title");
    await page.getByRole("button", { name: "start" }).click();
    for (const batch of ["Batch 1", "Batch 2", "Batch 3"]) {
      await page.getByText(batch, { exact: true }).waitFor();
      // A worker that does not wait has time here to be further.
      await page.waitForTimeout(100);
      expect(await title.textContent()).toBe(batch);
      await draw();
    }
    await page.getByText("Batch 4", { exact: true }).waitFor();
    await page.getByRole("button", { name: "stop" }).click();
    await page.getByRole("button", { name: "start" }).waitFor();
    await draw();
    await page.waitForTimeout(100);
    expect(await title.textContent()).toBe("Batch 4");
    await page.context().close();
  });

  it("keeps its run for who comes back", async () => {
    const { page } = await site.open("digits");
    await page.getByRole("spinbutton", { name: "key" }).fill("4294967295");
    await page.keyboard.press("Enter");
    await page.getByText("The first batch").waitFor();
    await page.getByRole("button", { name: "step" }).click();
    await page.getByText("Batch 1", { exact: true }).waitFor();
    await page.getByRole("link", { name: "Metrics" }).click();
    await page.getByRole("heading", { level: 1, name: "Metrics" }).waitFor();
    await page.goBack();
    await page.getByText("Batch 1", { exact: true }).waitFor();
    const key = page.getByRole("spinbutton", { name: "key" });
    expect(await key.inputValue()).toBe("4294967295");
    expect(await key.evaluate((field) => field.scrollWidth <= field.clientWidth)).toBe(true);
    await page.context().close();
  });

  it("says what to do when the digits do not arrive", async () => {
    const { page } = await site.open("metrics");
    await page.context().route("**/mnist-*.bin", (route) => route.fulfill({ status: 503 }));
    await page.getByRole("link", { name: "Digits" }).click();
    await page.getByText("The digits could not be loaded: the server answered 503.").waitFor();
    await page.context().unroute("**/mnist-*.bin");
    await page.getByRole("button", { name: "Load them again" }).click();
    await page.getByText("The first batch").waitFor();
    await page.context().close();
  });
});
