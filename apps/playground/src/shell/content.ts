/** The focus goes on to the page's content, where what had it is gone. */
export function focusContent(): void {
  document.getElementById("content")?.focus();
}
