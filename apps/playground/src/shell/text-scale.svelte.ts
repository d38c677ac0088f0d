const rem = document.createElement("div");
rem.style.cssText = "position: absolute; width: 1rem; visibility: hidden";
document.body.append(rem);

let scale = $state(rem.getBoundingClientRect().width / 16);
new ResizeObserver(() => {
  scale = rem.getBoundingClientRect().width / 16;
}).observe(rem);

/** How much larger than usual the visitor has text: a drawing grows with it, so that what is written in it still has its place. */
export function textScale(): number {
  return scale;
}
