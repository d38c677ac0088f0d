import { showShape } from "@ngc/tensor/authoring";
import { nodeModules, runAsync, step } from "../files/file-system.ts";
import { readModel } from "../model/read-model.ts";
import { openingOf } from "../open/byte-source.ts";
import { opened } from "../open/open-file.ts";
import { type ArrayEntry, type Entry, modelEntries } from "./entries.ts";
import { contents, formatOf } from "./formats.ts";
import { drawBars, summarize } from "./summary.ts";
import { cut, drawTable, harmless, type Row } from "./table.ts";

/** Lines of one file; who has more arrays than this reads them by a program. */
const MOST_LINES = 1000;

const HEAD: Row = ["array", "dtype", "shape", "min", "mean", "max", "elements"];

/** What is inside a file or a model's folder, in lines of at most `width` characters: each array with its shape, dtype, extremes and a histogram. */
export async function inspect(name: string, width: number): Promise<string[]> {
  if (await isFolder(name)) {
    const model = await readModel(name);
    const { components, path } = model;
    return show(
      `${name}: ngc-learn model ${path}, ${components.size} components`,
      modelEntries(model),
      width,
    );
  }
  return opened(openingOf("inspect", undefined), name, async (file) => {
    const format = await formatOf(file, name);
    const head = `${name}: ${format}, ${showBytes(file.length)}`;
    const lines = await show(head, await contents(file, name, format), width);
    await file.close();
    return lines;
  });
}

async function isFolder(name: string): Promise<boolean> {
  const { fs } = nodeModules("inspect");
  // What cannot be looked at is opened as a file, whose error then says why.
  return runAsync(step("stat", name), fs).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

async function show(head: string, entries: Iterable<Entry>, width: number): Promise<string[]> {
  const rows: Row[] = [];
  let more = 0;
  for (const entry of entries) {
    if (rows.length === MOST_LINES) more++;
    else
      rows.push("text" in entry ? [harmless(entry.name), harmless(entry.text)] : await rowOf(entry, width));
  }
  const hasArrays = rows.some((row) => row.length > 2);
  const lines = [cut(harmless(head), width), "", ...drawTable(hasArrays ? [HEAD, ...rows] : rows, width)];
  if (more > 0) lines.push(`and ${more} more`);
  return lines;
}

async function rowOf({ name, dtype, shape, elements }: ArrayEntry, width: number): Promise<Row> {
  const { finite, other, min, mean, max, bins } = await summarize(elements, width < 100 ? 12 : 24);
  const numbers = finite === 0 ? ["", "", ""] : [min, mean, max].map(short);
  const note = other > 0 ? ` ${other} not finite` : "";
  return [harmless(name), dtype, showShape(shape), ...numbers, `${drawBars(bins)}${note}`];
}

function short(value: number): string {
  return String(Number(value.toPrecision(3)));
}

function showBytes(bytes: number): string {
  const units = ["bytes", "kB", "MB", "GB", "TB"];
  let size = bytes;
  while (size >= 1000 && units.length > 1) {
    size /= 1000;
    units.shift();
  }
  return `${Number(size.toPrecision(3))} ${units[0]}`;
}
