import { dSoftplus, softplus } from "@ngc/activations";
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { describeSite } from "./site.ts";

/** A number of the values panel. */
async function reading(page: Page, name: string): Promise<number> {
  const text = (await page.locator(`[data-reading=${name}]`).textContent()) ?? "";
  return Number(text.replace("\u2212", "-").trim());
}

describeSite("the functions page", (site) => {
  it("reads at the crosshair what the function and its derivative give, moved by keys", async () => {
    const { page } = await site.open("functions/softplus");
    const crosshair = page.getByRole("slider", { name: "x on the plot of softplus" });
    await crosshair.focus();
    for (const key of ["ArrowRight", "ArrowRight", "PageDown", "Home", "PageUp", "ArrowLeft"]) {
      await page.keyboard.press(key);
      const x = await reading(page, "x");
      expect(x).toBe(Number(await crosshair.getAttribute("aria-valuenow")));
      expect(await reading(page, "f")).toBeCloseTo(softplus(x), 4);
      expect(await reading(page, "derivative")).toBeCloseTo(dSoftplus(x), 4);
      expect(await reading(page, "slope")).toBeCloseTo(dSoftplus(x), 4);
    }
    await page.context().close();
  });

  it("a pointer that passes shows what is below it, and a press holds it", async () => {
    const { page } = await site.open("functions/softplus?x=1.5");
    const box = (await page.getByRole("slider", { name: /on the plot/ }).boundingBox())!;
    await page.mouse.move(box.x + box.width * 0.3, box.y + 100);
    const left = await reading(page, "x");
    await page.mouse.move(box.x + box.width * 0.7, box.y + 100);
    const right = await reading(page, "x");
    expect(right).toBeGreaterThan(left);
    await page.mouse.move(box.x + box.width - 2, box.y + 100);
    expect(await reading(page, "x")).toBe(1.5);
    await page.mouse.move(box.x + box.width * 0.7, box.y + 100);
    await page.mouse.down();
    await page.mouse.up();
    await page.mouse.move(box.x + box.width * 0.3, box.y + 100);
    expect(await reading(page, "x")).toBe(left);
    await page.mouse.move(box.x + box.width / 2, box.y + box.height + 60);
    expect(await reading(page, "x")).toBe(right);
    await expect.poll(() => page.url()).toContain(`x=${right}`);
    await page.context().close();
  });

  it("the crosshair stays on an axis that becomes shorter, and so does its link", async () => {
    const { page } = await site.open("functions/softplus?x=6");
    const crosshair = page.getByRole("slider", { name: /on the plot/ });
    await page.getByRole("slider", { name: "range" }).focus();
    await page.keyboard.press("Home");
    expect(await reading(page, "x")).toBe(1.5);
    expect(await crosshair.getAttribute("aria-valuenow")).toBe("1.5");
    expect(await crosshair.getAttribute("aria-valuemax")).toBe("1.5");
    await expect.poll(() => page.url()).toContain("x=1.5");
    await page.reload();
    await page.locator("h1").waitFor();
    expect(await reading(page, "x")).toBe(1.5);
    await page.context().close();
  });

  it("a slider moved by keys changes the curve, leaves a ghost, and the axes stay", async () => {
    const { page } = await site.open("functions/threshold");
    const curve = page.locator("path.curve:not(.ghost)").first();
    const labels = page.locator(".plot g text");
    const [before, axes] = [await curve.getAttribute("d"), await labels.allTextContents()];
    await page.getByRole("slider", { name: "thr", exact: true }).focus();
    for (let i = 0; i < 12; i++) await page.keyboard.press("ArrowRight");
    expect(await curve.getAttribute("d")).not.toBe(before);
    expect(await labels.allTextContents()).toEqual(axes);
    expect(await page.locator("path.ghost").count()).toBe(2);
    await expect.poll(() => page.url()).toContain("thr=1.6");
    await page.reload();
    await expect.poll(() => page.getByRole("slider", { name: "thr", exact: true }).inputValue()).toBe("1.6");
    await page.getByRole("button", { name: "back to the defaults" }).click();
    expect(await curve.getAttribute("d")).toBe(before);
    await page.context().close();
  });

  it("a finger that scrolls past the plot leaves the crosshair, and one that moves across takes it along", async () => {
    const { page } = await site.open("functions/softplus?x=1.5", {
      viewport: { width: 360, height: 780 },
      hasTouch: true,
      isMobile: true,
    });
    const box = (await page.getByRole("slider", { name: /on the plot/ }).boundingBox())!;
    const cdp = await page.context().newCDPSession(page);
    const drag = async (across: number, down: number): Promise<void> => {
      const [x, y] = [box.x + box.width * 0.3, box.y + box.height / 2];
      const touch = (type: string, ...touchPoints: { x: number; y: number }[]): Promise<unknown> =>
        cdp.send("Input.dispatchTouchEvent", { type: type as "touchStart", touchPoints });
      await touch("touchStart", { x, y });
      for (let i = 1; i <= 10; i++)
        await touch("touchMove", { x: x + (i * across) / 10, y: y + (i * down) / 10 });
      await touch("touchEnd");
    };
    await drag(4, -200);
    await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(100);
    expect(await reading(page, "x")).toBe(1.5);
    await page.evaluate(() => scrollTo(0, 0));
    await drag(60, 0);
    await expect.poll(() => reading(page, "x")).not.toBe(1.5);
    await page.context().close();
  });

  it("a function is found under each of its spellings, and is as it was left for who comes back", async () => {
    const { page } = await site.open("functions/d_threshold?thr=2");
    const thr = page.getByRole("slider", { name: "thr", exact: true });
    expect(await thr.inputValue()).toBe("2");
    await page.getByRole("link", { name: "Metrics" }).click();
    await page.getByRole("heading", { level: 1, name: "Metrics" }).waitFor();
    await page.getByRole("link", { name: "Functions" }).click();
    await page.getByRole("heading", { level: 1, name: "threshold" }).waitFor();
    expect(await thr.inputValue()).toBe("2");
    await page.context().close();
  });

  it("in a low window the list shows what is chosen, and in a narrow one Escape leads back to its field", async () => {
    const { page } = await site.open("functions/secantLifEstimator", {
      viewport: { width: 1280, height: 500 },
    });
    const { y, height } = (await page.getByRole("link", { name: "secantLif", exact: true }).boundingBox())!;
    expect(Math.floor(y + height)).toBeLessThanOrEqual(500);
    expect(await page.evaluate(() => scrollY)).toBe(0);
    await page.setViewportSize({ width: 390, height: 844 });
    await page.keyboard.press("/");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Escape");
    expect(await page.locator(":focus").getAttribute("type")).toBe("search");
    await page.keyboard.press("ArrowDown");
    expect(await page.locator("a:focus").textContent()).toContain("identity");
    await page.context().close();
  });

  it("the search is reached by a slash and walked by arrow keys", async () => {
    const { page } = await site.open("functions/relu");
    await page.keyboard.press("/");
    await page.keyboard.type("d_soft");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "softplus" }).waitFor();
    await page.context().close();
  });

  it("Enter in the search takes the first match and goes on to it, and nothing where nothing is typed", async () => {
    const { page } = await site.open("functions/relu", { viewport: { width: 390, height: 844 } });
    await page.keyboard.press("/");
    await page.keyboard.press("Enter");
    expect(page.url()).toContain("functions/relu");
    await page.keyboard.type("softmax");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "softmax" }).waitFor();
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe("content");
    expect(await page.getByRole("searchbox").inputValue()).toBe("");
    await page.context().close();
  });

  it("copies the call that is shown", async () => {
    const { page } = await site.open("functions/thresholdSoft", {
      permissions: ["clipboard-read", "clipboard-write"],
    });
    await page.getByRole("tab", { name: "TypeScript" }).focus();
    await page.keyboard.press("ArrowLeft");
    await page.getByRole("button", { name: "Copy the Python call" }).click();
    await page.getByRole("status").filter({ hasText: "copied" }).waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toBe(await page.locator("pre").first().textContent());
    expect(copied).toContain("from ngclearn.utils.model_utils import threshold_soft");
    await page.evaluate(() => {
      navigator.clipboard.writeText = () => Promise.reject(new Error("barred"));
    });
    await page.getByRole("button", { name: "Copy the Python call" }).click();
    await page.getByRole("status").filter({ hasText: "select it by hand" }).waitFor();
    await page.context().close();
  });
});
