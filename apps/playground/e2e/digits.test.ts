import { CLASSES, classify, createClassifier, learn, toInput } from "@app/exhibits/digits";
import { readMnist } from "@app/exhibits/digits/mnist";
import { DataLoader } from "@ngc/data";
import { measureACC } from "@ngc/metrics";
import { foldIn, key, split } from "@ngc/random";
import { oneHotLabels } from "@ngc/tensor";
import { expect, it } from "vitest";
import { describeSite } from "./site.ts";

/** The accuracy after one epoch with the page's settings, computed here. */
async function expectedAccuracy(): Promise<number> {
  const { train, test } = await readMnist(10_000, 10_000);
  const [weightsKey, batchKey, dropKey] = split(key(42), 3);
  const matrices = { x: train.images, y: oneHotLabels(train.labels, CLASSES) };
  let classifier = createClassifier(weightsKey);
  let step = 0;
  for (const { x, y } of new DataLoader(matrices, 50, { key: batchKey })) {
    const learning = { rate: 0.3, dropOut: 0.1, key: foldIn(dropKey, step) };
    classifier = learn(classifier, toInput(x), y, learning).classifier;
    step++;
  }
  return measureACC(classify(classifier, toInput(test.images)), oneHotLabels(test.labels, CLASSES));
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
    await page.keyboard.press("Enter");
    await page.getByText("Batch 2", { exact: true }).waitFor();
    await page.getByRole("button", { name: "reset" }).click();
    await page.getByText("The first batch").waitFor();
    expect(await labels.allTextContents()).toEqual(first);
    await page.getByRole("spinbutton", { name: "key" }).fill("7");
    await page.keyboard.press("Enter");
    await expect.poll(() => labels.allTextContents()).not.toEqual(first);
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
