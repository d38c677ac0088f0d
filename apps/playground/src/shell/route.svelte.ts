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

addEventListener("hashchange", () => {
  followed = location.hash;
  current = read();
});

/** The address that is shown; reading it in a component follows it. */
export function route(): Route {
  return current;
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
  history.replaceState(null, "", followed);
}
