import { functions, type Shown } from "./functions.ts";

/** Whether a search means this function: by its name here, in Python or with its derivative's, however it is spelt. */
export function matches(query: string, shown: Shown): boolean {
  return namesOf(shown).some((name) => name.includes(plain(query)));
}

/** The function of this name, or else the one that is also called so. */
export function functionOf(name: string): Shown | undefined {
  return (
    functions.find(({ row }) => row.name === name) ??
    functions.find((shown) => namesOf(shown).includes(plain(name)))
  );
}

function namesOf({ row, label, derivative }: Shown): string[] {
  const names = [row.name, label, row.python, derivative?.name, derivative?.python];
  return names.filter((name) => name !== undefined).map((name) => plain(name.split(".").at(-1)!));
}

function plain(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]/g, "");
}
