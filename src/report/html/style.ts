import {dark, light, type Palette} from './palette.ts';

const variables = (palette: Palette) =>
  Object.entries(palette)
    .map(([name, value]) => `--${name}:${value}`)
    .join(';');

/** The style sheet of the report: light and dark as the reader's system is set, and ink on white on paper. */
export const style = `
:root{color-scheme:light dark;${variables(light)}}
@media (prefers-color-scheme:dark){:root{${variables(dark)}}}
*{box-sizing:border-box}
body{margin:0 auto;padding:1.5rem clamp(1rem,4vw,3rem) 4rem;max-width:84rem;background:var(--page);color:var(--text);font:1rem/1.5 system-ui,sans-serif;overflow-wrap:anywhere}
h1{font-size:1.9rem;line-height:1.2;margin:.5rem 0}
h2{font-size:1.35rem;margin:2.6rem 0 .6rem;padding-top:.6rem;border-top:1px solid var(--rule)}
h3{font-size:1.08rem;margin:1.6rem 0 .4rem}
p,ul,dl{margin:.4rem 0}
p,li,dd{max-width:60rem}
a{color:var(--event)}
nav ul{display:flex;flex-wrap:wrap;gap:.2rem 1.2rem;padding:0;list-style:none}
:focus-visible{outline:3px solid var(--event);outline-offset:2px}
code{font:.88em ui-monospace,Menlo,Consolas,monospace}
.quiet,.place{color:var(--quiet)}
.good{color:var(--good)}.stop{color:var(--stop)}.warning{color:var(--warning)}.open{color:var(--open)}
.good,.stop,.warning,.open{font-weight:600}
.box{overflow-x:auto;border:1px solid var(--rule);border-radius:8px;margin:.6rem 0}
table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
caption{text-align:start;padding:.5rem .7rem;color:var(--quiet)}
th,td{text-align:start;vertical-align:top;padding:.45rem .7rem;border-top:1px solid var(--rule)}
td.text{min-width:9rem}th.text{min-width:12rem}
thead th{border-top:0;background:var(--raised);font-size:.86rem;white-space:nowrap}
caption+thead th{border-top:1px solid var(--rule)}
.operation .box{margin:.2rem 0}
tbody th{font-weight:600}
.number{text-align:end;white-space:nowrap}
.word{white-space:nowrap}
.wide{min-width:20rem}
td .met,td .missed,td .aside{display:block;font-size:.86rem;white-space:nowrap}
.bar{display:block;width:100%;min-width:9rem;height:1.1rem}
.bar .room{fill:var(--raised)}
.bar .down{fill:var(--quiet)}.bar .over{fill:var(--stop)}
.bar .allowed{fill:none;stroke:var(--quiet);stroke-dasharray:4 3;vector-effect:non-scaling-stroke}
.bar .limit{stroke:var(--text);stroke-width:2;vector-effect:non-scaling-stroke}
summary{cursor:pointer;padding:.15rem 0}
details dl{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1rem}
dt{color:var(--quiet)}dd{margin:0}
.findings{padding:0;list-style:none}
.findings li{padding:.6rem 0;border-top:1px solid var(--rule)}
.findings li:first-child{border-top:0}
.legend{display:flex;flex-wrap:wrap;gap:.3rem 1.3rem;padding:0;list-style:none;font-size:.88rem}
.legend li{display:flex;align-items:center;gap:.45rem}
figure{margin:.6rem 0}
figcaption{margin-bottom:.3rem}
svg.topology{display:block;margin:auto}
.fit{font-size:.9rem;color:var(--quiet)}
.fit:has(:checked)+.box svg.topology{width:100%;height:auto}
svg text{font:12.5px ui-monospace,Menlo,Consolas,"DejaVu Sans Mono",monospace;fill:var(--text);text-anchor:middle;unicode-bidi:isolate}
svg .note,svg .label text,svg .part text{font-size:10.8px;fill:var(--quiet)}
.part rect{fill:var(--part);stroke:var(--rule)}
svg .part text{text-anchor:start}
.node>:not(text){fill:var(--page);stroke:var(--line);stroke-width:1.4}
.node .lid{fill:none}
.node.operation>path{fill:var(--text);stroke:var(--text)}
.node.operation>text,svg .node.operation .note{fill:var(--page)}
.node.external>path{fill:var(--raised);stroke-width:2.4}
.node.event>path,.node.broker>path{stroke:var(--event)}
.node.broker>path{stroke-dasharray:2 3}
.line{fill:none;stroke:var(--line);stroke-width:1.5}
.head{fill:var(--line)}
.entry .line{stroke:var(--text);stroke-width:2}.entry .head{fill:var(--text)}
.not-needed .line{stroke:var(--warning);stroke-width:2.6}.not-needed .head{fill:var(--warning)}
.unknown .line{stroke:var(--open);stroke-width:2}.unknown .head{fill:var(--open)}
.fallback .line{stroke-dasharray:1.5 4;stroke-linecap:round}
.publish .line,.consume .line{stroke:var(--event);stroke-dasharray:7 4}
.publish .head,.consume .head{fill:var(--event)}
.edge.gone .line,.edge.new .line,.edge.other .line{stroke-width:4}
.node.gone>:not(text),.node.new>:not(text){stroke-width:3.5}
.label rect{fill:var(--page);stroke:var(--rule)}
svg .label.not-needed text{fill:var(--warning)}svg .label.unknown text{fill:var(--open)}
svg .label.publish text,svg .label.consume text{fill:var(--event)}
svg .label.gone text,svg .label.new text,svg .label.other text,svg .node.new .note,svg .node.gone .note{font-weight:700}
@media print{
:root{${variables(light)};--part:#ffffff;--raised:#ffffff}
body{padding:0;max-width:none;font-size:10pt}
nav{display:none}
.box{overflow:visible;border:0}
svg.topology{max-width:100%;height:auto;max-height:24cm}
details::details-content{content-visibility:visible;height:auto}
h2,h3{break-after:avoid}
tr,li,figure,.operation{break-inside:avoid}
thead{display:table-header-group;break-after:avoid}
th,td{padding:.2rem .4rem;white-space:normal}
.wide{min-width:0}
}`;
