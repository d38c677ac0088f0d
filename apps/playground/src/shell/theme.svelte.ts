export type Theme = "system" | "light" | "dark";

const KEY = "theme";
const themes: readonly Theme[] = ["system", "light", "dark"];

// Storage may be barred: then the choice lasts as long as the page.
function stored(): Theme {
  try {
    const value = localStorage.getItem(KEY);
    return themes.find((theme) => theme === value) ?? "system";
  } catch {
    return "system";
  }
}

const dark = matchMedia("(prefers-color-scheme: dark)");
let chosen = $state<Theme>(stored());
let systemIsDark = $state(dark.matches);
dark.addEventListener("change", (event) => {
  systemIsDark = event.matches;
});

colourBrowser();

/** The browser's own bar takes the theme's colour: index.html has one for each scheme. */
function colourBrowser(): void {
  for (const meta of document.querySelectorAll<HTMLMetaElement>("meta[data-scheme]")) {
    const { scheme } = meta.dataset;
    meta.media =
      chosen === "system" ? `(prefers-color-scheme: ${scheme})` : chosen === scheme ? "all" : "not all";
  }
}

export function theme(): Theme {
  return chosen;
}

/** Whether the page is dark now; what paints on a canvas reads this, so that it paints again on a change. */
export function isDark(): boolean {
  return chosen === "system" ? systemIsDark : chosen === "dark";
}

export function nextTheme(): Theme {
  return themes[(themes.indexOf(chosen) + 1) % themes.length];
}

export function setTheme(next: Theme): void {
  chosen = next;
  document.documentElement.dataset.theme = next;
  colourBrowser();
  try {
    if (next === "system") localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, next);
  } catch {
    // See above.
  }
}
