import { measureMSE } from "@ngc/metrics";
import { expect, it } from "vitest";
import { describeSite } from "./site.ts";

describeSite("the metrics page", (site) => {
  it("scores the bars as the metric does, after keys and after a drag", async () => {
    const { page, complaints } = await site.open("metrics");
    const score = page.getByRole("region", { name: "measureMSE" }).locator("output").first();
    const bars = async (name: string): Promise<number[][]> => {
      const sliders = await page.getByRole("slider", { name: new RegExp(`^${name} \\d$`) }).all();
      return [await Promise.all(sliders.map(async (bar) => Number(await bar.getAttribute("aria-valuenow"))))];
    };
    const agrees = async (): Promise<void> => {
      const expected = measureMSE(await bars("p"), await bars("x"));
      expect(Number(await score.textContent())).toBeCloseTo(expected, 3);
    };
    await agrees();
    await page.getByRole("slider", { name: "p 3" }).focus();
    await page.keyboard.press("PageDown");
    expect((await bars("p"))[0][2]).toBeCloseTo(0.7, 5);
    await agrees();
    const box = (await page.getByRole("slider", { name: "x 6" }).boundingBox())!;
    await page.mouse.move(box.x + box.width / 2, box.y + box.height * 0.9);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 2, box.y + box.height * 0.25);
    await page.mouse.up();
    expect((await bars("x"))[0][5]).toBeCloseTo(0.75, 1);
    await agrees();
    await page.getByRole("link", { name: "Digits" }).click();
    await page.goBack();
    await page.getByRole("slider", { name: "p 3" }).waitFor();
    expect((await bars("p"))[0][2]).toBeCloseTo(0.7, 5);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it("a name brings back by keyboard what it names, and says so: an offset between the steps, and the bars", async () => {
    const { page } = await site.open("metrics");
    const bce = page.getByRole("region", { name: "measureBCE" });
    const shown = bce.locator(".slider output");
    await bce.getByRole("slider", { name: "offset" }).focus();
    await page.keyboard.press("ArrowRight");
    expect(await shown.textContent()).toBe("0.001");
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("Enter");
    expect(await shown.textContent()).toBe("1e-7");
    expect(await page.locator("button:focus").textContent()).toBe("offset");
    await bce.getByRole("status").filter({ hasText: "offset is back at 1e-7" }).waitFor();

    const bar = page.getByRole("slider", { name: "p 3" });
    const before = await bar.getAttribute("aria-valuenow");
    await bar.focus();
    await page.keyboard.press("PageDown");
    await page.getByRole("button", { name: "p: back to its start" }).click();
    expect(await bar.getAttribute("aria-valuenow")).toBe(before);
    await page.context().close();
  });

  it("a finger scrolls over the bars, and moves one by a tap or by its handle", async () => {
    const { page } = await site.open("metrics", {
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      isMobile: true,
    });
    const bar = page.getByRole("slider", { name: "p 4" });
    const value = async (): Promise<number> => Number(await bar.getAttribute("aria-valuenow"));
    const { x, y, width, height } = (await bar.boundingBox())!;
    const middle = x + width / 2;
    const cdp = await page.context().newCDPSession(page);
    const drag = async (from: number, by: number): Promise<void> => {
      const touch = (type: string, ...touchPoints: { x: number; y: number }[]): Promise<unknown> =>
        cdp.send("Input.dispatchTouchEvent", { type: type as "touchStart", touchPoints });
      await touch("touchStart", { x: middle, y: from });
      for (let i = 1; i <= 10; i++) await touch("touchMove", { x: middle, y: from + (i * by) / 10 });
      await touch("touchEnd");
    };

    await page.touchscreen.tap(middle, y + height * 0.5);
    await expect.poll(value).toBeCloseTo(0.5, 1);

    await drag(y + height * 0.5, -height / 4);
    await expect.poll(value).toBeCloseTo(0.75, 1);
    expect(await page.evaluate(() => scrollY)).toBe(0);

    const before = await value();
    await drag(y + height - 4, -200);
    await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(100);
    expect(await value()).toBe(before);
    await page.context().close();
  });

  it("on a phone the bars stay above the scores they move", async () => {
    const { page } = await site.open("metrics", { viewport: { width: 390, height: 844 } });
    await page.getByRole("region", { name: "measureSparsity" }).scrollIntoViewIfNeeded();
    const { y, height } = (await page.getByRole("slider", { name: "x 1" }).boundingBox())!;
    expect(y).toBeGreaterThanOrEqual(0);
    expect(y + height).toBeLessThan(422);
    await page.context().close();
  });
});
