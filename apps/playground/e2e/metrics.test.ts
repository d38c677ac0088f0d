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
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});
