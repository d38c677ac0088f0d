import { catalogue as activations } from "@ngc/activations/catalogue";
import { catalogue as surrogates } from "@ngc/surrogate/catalogue";
import { expect, it } from "vitest";
import { describeSite } from "./site.ts";

const pages = [
  ["functions/softplus", "softplus"],
  ["functions/arctanEstimator", "arctan"],
  ["digits", "Digits"],
  ["metrics", "Metrics"],
  ["speed", "Speed"],
  ["reference/softmax", "softmax"],
] as const;
const paper = { light: "rgb(251, 250, 247)", dark: "rgb(16, 18, 22)" };

describeSite("the site", (site) => {
  for (const [address, title] of pages) {
    for (const colorScheme of ["light", "dark"] as const) {
      for (const width of [1280, 360]) {
        it(`${address} opens ${colorScheme} and ${width} px wide, without complaint`, async () => {
          const { page, complaints } = await site.open(address, {
            colorScheme,
            viewport: { width, height: 800 },
          });
          await expect.poll(() => page.title()).toContain(title);
          if (address === "digits") await page.getByText("The first batch").waitFor();
          expect(await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)).toBe(
            paper[colorScheme],
          );
          expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
          expect(complaints).toEqual([]);
          await page.context().close();
        });
      }
    }
  }

  it("each function of the catalogues has its page, and the rail leads to it", async () => {
    const { page, complaints } = await site.open("functions");
    for (const { name } of [...activations, ...surrogates]) {
      await page.locator(`nav[aria-label=Functions] a[href="#/functions/${name}"]`).click();
      await page.getByRole("heading", { level: 1, name, exact: true }).waitFor();
      expect(await page.locator("path.curve").first().getAttribute("d")).toMatch(/^M\d/);
      expect(await page.locator(".formulas .katex").count()).toBeGreaterThan(0);
    }
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it("the address alone leads to a function and its derivative", async () => {
    const { page } = await site.open("");
    await page.getByRole("heading", { level: 1, name: "sigmoid", exact: true }).waitFor();
    expect(await page.locator("path.curve").count()).toBeGreaterThan(1);
    await page.context().close();
  });

  it("an address that leads nowhere says so and leads on", async () => {
    const { page } = await site.open("functions/nothing");
    await page.getByRole("heading", { name: "There is no function “nothing” with a curve." }).waitFor();
    await page.goto(page.url().replace(/#.*/, "#/functions/"));
    await page.getByRole("heading", { level: 1, name: "sigmoid" }).waitFor();
    await expect.poll(() => page.title()).toContain("sigmoid");
    await page.goto(page.url().replace(/#.*/, "#/functions/nothing"));
    await expect.poll(() => page.title()).toContain("Not found");
    await page.goto(page.url().replace(/#.*/, "#/nowhere"));
    await page.getByRole("heading", { name: "There is no page at this address." }).waitFor();
    await page.context().close();
  });

  it("back leads to where one was, and a reload stays there", async () => {
    const { page } = await site.open("reference");
    const place = (): Promise<number> => page.evaluate(() => Math.round(scrollY));
    await page.locator("summary .name", { hasText: /^thresholdSoft$/ }).click();
    const link = page.locator("details[open]").getByRole("link", { name: "its plot" });
    await link.scrollIntoViewIfNeeded();
    const before = await place();
    expect(before).toBeGreaterThan(500);
    await link.click();
    await page.getByRole("heading", { level: 1, name: "thresholdSoft" }).waitFor();
    expect(await place()).toBe(0);
    await page.goBack();
    await link.waitFor();
    await expect.poll(place).toBe(before);
    await page.reload();
    await page.locator("h1").waitFor();
    await expect.poll(place).toBe(before);
    await page.context().close();
  });

  it("an entry of the reference that there is not is told of", async () => {
    const { page } = await site.open("reference/doesNotExist");
    await page.getByText("There is no function “doesNotExist”.").waitFor();
    expect(await page.title()).toMatch(/^Reference/);
    await page.context().close();
  });

  it("functions of one name have an entry each, and a search leads to the first that it finds", async () => {
    const { page } = await site.open("reference");
    await page
      .locator("summary .name", { hasText: /^tanh$/ })
      .last()
      .click();
    await page.locator("details[open]").getByRole("link", { name: "this entry" }).click();
    await page.waitForURL("**/#/reference/tensor/tanh");
    const entry = page.locator("details[open]");
    await expect.poll(async () => (await entry.boundingBox())!.y).toBeLessThan(100);
    expect(await entry.textContent()).toContain("packages/tensor/");

    const search = page.getByRole("searchbox");
    await search.fill("softmax");
    const first = page.locator("details").first();
    await expect.poll(async () => (await first.boundingBox())!.y).toBeGreaterThan(0);
    await search.fill("");
    await page.getByText(/^(\d+) of \1$/).waitFor();
    expect((await page.locator("section").first().boundingBox())!.y).toBeGreaterThan(0);
    await page.context().close();
  });

  it("a page whose files did not arrive is asked for again without leaving the site", async () => {
    const { page } = await site.open("metrics");
    await page.context().setOffline(true);
    await page.getByRole("link", { name: "Speed" }).click();
    const again = page.getByRole("button", { name: "Load it again" });
    await again.click();
    await again.waitFor();
    await page.context().setOffline(false);
    await again.click();
    await page.getByRole("heading", { level: 1, name: "Speed" }).waitFor();
    // Its style sheet has come too.
    const position = (): Promise<string> =>
      page.locator("thead").evaluate((head) => getComputedStyle(head).position);
    await expect.poll(position).toBe("sticky");
    await page.context().close();
  });

  for (const width of [1280, 360]) {
    it(`text of twice the size has its place, ${width} px wide`, async () => {
      for (const [address] of [...pages, ["functions/aNameThatIsMuchTooLongForAnyPhoneToShowInOneLine"]]) {
        const { page, complaints } = await site.open(address, { viewport: { width, height: 860 } });
        await page.evaluate(() => {
          document.documentElement.style.fontSize = "200%";
        });
        if (address === "digits") {
          await page.getByRole("button", { name: "step" }).click();
          await page.getByText("Batch 1", { exact: true }).waitFor();
        }
        const reach = (): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth);
        await expect.poll(reach, { message: address }).toBeLessThanOrEqual(width);
        const tooWide = await page.evaluate(() =>
          [
            ...document.querySelectorAll<HTMLElement>(
              "main :is(h1, h2, p, li, dt, dd, output, li span, h2 + *)",
            ),
          ]
            .filter(
              (element) =>
                element.checkVisibility() &&
                !element.closest(".wide") &&
                element.scrollWidth > element.clientWidth + 1,
            )
            .map((element) => `${element.className} ${element.textContent}`),
        );
        expect(tooWide, address).toEqual([]);
        expect(complaints).toEqual([]);
        await page.context().close();
      }
    });
  }

  it("the chosen theme outlasts a reload", async () => {
    const { page } = await site.open("metrics", { colorScheme: "light" });
    await page.getByRole("button", { name: /Theme: system/ }).click();
    await page.getByRole("button", { name: /Theme: light/ }).click();
    await page.reload();
    await page.getByRole("button", { name: /Theme: dark/ }).waitFor();
    expect(await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)).toBe(
      paper.dark,
    );
    const bar = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLMetaElement>("meta[name=theme-color]")]
        .filter(({ media }) => matchMedia(media).matches)
        .map(({ content }) => content),
    );
    expect(bar).toEqual(["#101216"]);
    await page.context().close();
  });

  it("focus is seen on every control that Tab reaches", async () => {
    for (const address of ["functions/threshold", "digits", "metrics", "speed"]) {
      const { page } = await site.open(address);
      if (address === "digits") await page.getByText("The first batch").waitFor();
      const seen = new Set<string>();
      for (let i = 0; i < 24; i++) {
        await page.keyboard.press("Tab");
        const [what, outline] = await page.evaluate(() => {
          const element = document.activeElement ?? document.body;
          return [element.outerHTML.slice(0, 200), getComputedStyle(element).outlineStyle];
        });
        if (!what.startsWith("<body")) expect(`${what} has outline ${outline}`).not.toMatch(/outline none$/);
        seen.add(what);
      }
      expect(seen.size).toBeGreaterThan(12);
      await page.context().close();
    }
  });

  it("what a finger must hit is 44 px high", async () => {
    for (const [address] of pages) {
      const { page } = await site.open(address, {
        viewport: { width: 360, height: 780 },
        hasTouch: true,
        isMobile: true,
      });
      if (address === "digits") await page.getByText("The first batch").waitFor();
      const small = await page.evaluate(() =>
        [
          ...document.querySelectorAll(
            "main button, main summary, main label:has(input), header nav a, header button, main h2 a",
          ),
        ]
          .filter((element) => element.getBoundingClientRect().height < 44 && element.checkVisibility())
          .map((element) => `${element.textContent?.trim()}: ${element.getBoundingClientRect().height}`),
      );
      expect(small).toEqual([]);
      await page.context().close();
    }
  });
});
