/** The playground's look; its typefaces only where they are installed, since nothing is fetched. */
export const STYLE = `
:root { color-scheme: light dark; --paper: light-dark(#fbfaf7, #101216); --ink: light-dark(#1b1d22, #e8e6e1);
  --hairline: light-dark(#e3e0d8, #2a2d33); --accent: light-dark(#c8420e, #ff8a4c); --quiet: light-dark(#63656c, #a09fa0);
  --blue: light-dark(#0072b2, #56b4e9); --green: #009e73; --purple: light-dark(#b0588a, #cc79a7); --amber: light-dark(#9a6a00, #e69f00);
  --sans: "IBM Plex Sans", system-ui, sans-serif; --mono: "IBM Plex Mono", ui-monospace, monospace; }
html { background: var(--paper); color: var(--ink); font: 15px/1.6 var(--sans); font-variant-numeric: tabular-nums; }
body { max-width: 1120px; margin: 0 auto; padding: 32px 24px 64px; }
h1 { font-size: 32px; line-height: 1.25; margin: 0 0 16px; } h2 { font-size: 18px; margin: 48px 0 8px; }
p { max-width: 68ch; margin: 0 0 8px; } .quiet { color: var(--quiet); font-size: 13px; }
.scroll { overflow-x: auto; } table { border-collapse: collapse; font-size: 13px; }
th, td { text-align: left; font-weight: 400; padding: 4px 24px 4px 0; border-bottom: 1px solid var(--hairline); vertical-align: top; }
td:not(:first-child, :last-child) { white-space: nowrap; } th { color: var(--quiet); } td.number { text-align: right; font-family: var(--mono); white-space: nowrap; } th.number { text-align: right; }
.charts { display: grid; grid-template-columns: repeat(auto-fill, minmax(300px, 1fr)); gap: 16px 24px; }
.legend { display: flex; flex-wrap: wrap; gap: 4px 16px; font-size: 13px; max-width: none; }
.miss { color: var(--accent); font-weight: 600; }
svg text { font: 11px var(--mono); fill: var(--quiet); } svg .title { font-size: 13px; fill: var(--ink); }
svg path { fill: none; stroke-width: 1.25; stroke: currentcolor; } svg .grid { stroke: var(--hairline); } svg .one { stroke: var(--ink); }
svg .mark, svg .circle { fill: currentcolor; stroke: none; } svg .ring { fill: var(--paper); stroke: currentcolor; stroke-width: 1.25; }
.blue { color: var(--blue); } .green { color: var(--green); } .purple { color: var(--purple); } .amber { color: var(--amber); }
.accent { color: var(--accent); } .ink { color: var(--ink); } svg .quiet, svg.quiet { color: var(--quiet); }
summary { cursor: pointer; min-height: 32px; }`;
