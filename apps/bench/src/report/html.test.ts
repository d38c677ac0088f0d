import { expect, it } from "vitest";
import { exampleReport } from "./example-report.ts";
import { htmlReport } from "./html.ts";

const page = htmlReport(exampleReport);

it("the page fetches nothing", () => {
  expect(page).not.toMatch(/\b(?:src|href)=|@import|url\(|https?:|<script/);
});

it("the page has a chart for each operation and dtype, with a mark for each ratio", () => {
  expect(page.match(/<svg viewBox="0 0 320/g)).toHaveLength(1);
  expect(page).toContain("<title>a, 1,000: 8.00 (7.90 to 8.10)</title>");
  expect(page).toContain("<title>a, 100,000: 0.50 (0.40 to 0.60)</title>");
  expect(page).not.toContain("NaN");
});

it("what a peer answered is shown as text", () => {
  expect(page).toContain("differs: 1 for 0 &amp; &lt;more&gt;");
});
