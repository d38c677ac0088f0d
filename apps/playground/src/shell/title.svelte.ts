let current = $state("");

/** Names what is shown; App.svelte puts it into the window's title and says it to screen readers. */
export function setTitle(title: string): void {
  current = title;
}

export function title(): string {
  return current;
}
