/** Where the visitor is: the address after `#/`, cut at its slashes, and what follows `?`. */
export interface Route {
  readonly page: string;
  readonly rest: readonly string[];
  readonly query: URLSearchParams;
}

function read(): Route {
  const [path, query = ""] = location.hash.replace(/^#\/?/, "").split("?");
  const [page, ...rest] = path.split("/").map(decode);
  return { page: page || "functions", rest, query: new URLSearchParams(query) };
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

let current = $state.raw(read());
let followed = location.hash;

const KEY = "places";

/** How far down each entry of the history was when it was left, by the time at which it was made. */
const places = new Map<number, number>(stored());
let entry = enter();

// Storage may be barred: then a reload begins at the top.
function stored(): [entry: number, place: number][] {
  try {
    return JSON.parse(sessionStorage.getItem(KEY) ?? "[]");
  } catch {
    return [];
  }
}

function enter(): number {
  const made: number = history.state?.made ?? Date.now();
  history.replaceState({ made }, "");
  return made;
}

// The browser's own restoring comes before the page, which is then still too short for it.
history.scrollRestoration = "manual";

addEventListener("pagehide", () => {
  places.set(entry, scrollY);
  try {
    sessionStorage.setItem(KEY, JSON.stringify([...places]));
  } catch {
    // See above.
  }
});

addEventListener("hashchange", () => {
  places.set(entry, scrollY);
  entry = enter();
  if (!places.has(entry)) scrollTo(0, 0);
  followed = location.hash;
  current = read();
});

/** The address that is shown; reading it in a component follows it. */
export function route(): Route {
  return current;
}

/** Goes to where the visitor was in this entry of the history, if it is not new. To be called when its page is there. */
export function restorePlace(): void {
  const place = places.get(entry);
  if (place !== undefined) scrollTo(0, place);
}

/** The address of a page. Hash routes: they survive a reload on any static host, in any folder. */
export function href(page: string, ...rest: string[]): string {
  return `#/${[page, ...rest].map(encodeURIComponent).join("/")}`;
}

/** Puts state into the address without a new entry in the history, so that a link shows what was seen. */
export function remember(page: string, rest: readonly string[], query: URLSearchParams): void {
  // A link was followed whose event is still to come: its address must not be written over.
  if (location.hash !== followed) return;
  followed = href(page, ...rest) + (query.size > 0 ? `?${query}` : "");
  history.replaceState(history.state, "", followed);
}
