import type { Shown } from "./functions.ts";

/** Whether a search means this function: by its name here, in Python or with its derivative's, however it is spelt. */
export function matches(query: string, { row, label, derivative }: Shown): boolean {
  const wanted = plain(query);
  const names = [row.name, label, row.python, derivative?.name ?? "", derivative?.python ?? ""];
  return names.some((name) => plain(name.split(".").at(-1)!).includes(wanted));
}

function plain(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]/g, "");
}
