"""How a worksheet looks: black on white, for A4 and for Letter, with no question split between two pages."""

STYLE = """\
@page { margin: 17mm 16mm 18mm; }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.5rem; max-width: 46rem; color: #000; background: #fff;
  font: 11.5pt/1.42 Verdana, "DejaVu Sans", Arial, sans-serif; }
h1 { margin: 0 0 .7rem; font-size: 1.6em; line-height: 1.2; }
h1 span { margin-left: .3em; padding: 0 .35em; border: 1.5pt solid; font-size: .7em; vertical-align: .12em; }
h2 { margin: 1.5rem 0 .6rem; padding-bottom: .15rem; border-bottom: 1.5pt solid; font-size: 1.15em;
  break-after: avoid; }
h3 { margin: 0; font-size: 1em; }
p { margin: 0 0 .4rem; white-space: pre-wrap; overflow-wrap: anywhere; }
.replies li { white-space: pre-wrap; }
q { quotes: none; }
small, footer { font-size: .84em; }
.who { display: flex; flex-wrap: wrap; gap: .3rem 1.2rem; }
.who p { display: flex; flex: 1; gap: .4em; align-items: end; min-width: 9em; white-space: nowrap; }
.who .name { flex: 3; min-width: 16em; }
.blank, .gap { display: inline-block; border-bottom: .8pt solid; }
.who .blank { flex: 1; height: 1.7em; }
.gap { width: 8.5em; height: 1.3em; vertical-align: baseline; }
.disclaimer { margin-top: .8rem; padding: .5rem .8rem .15rem; border: .8pt solid; font-size: .84em; }
.task { display: grid; grid-template-columns: 2.1em 1fr; padding: .55rem 0; break-inside: avoid; }
.task > div { min-width: 0; }
.asked { font-weight: 600; }
.asked em { font-weight: 700; }
.asked:has(.gap) { line-height: 2.1; font-weight: 400; }
.instruction { font-size: .84em; font-style: italic; }
ul { margin: .2rem 0 .4rem; padding: 0; list-style: none; }
li { margin-bottom: .35rem; overflow-wrap: anywhere; }
.options li { display: flex; gap: .6em; }
.box { flex: none; width: 1.05em; height: 1.05em; margin-top: .18em; border: 1pt solid; }
.box.order { width: 1.9em; height: 1.6em; margin-top: 0; }
.box.order + span { align-self: center; }
table { width: 100%; border-collapse: collapse; }
td { padding: .3rem .5rem .3rem 0; vertical-align: bottom; text-align: left; width: 44%; overflow-wrap: anywhere; }
td:nth-child(2) { width: 12%; }
td .blank { width: 2.6em; height: 1.4em; }
.line { display: flex; gap: .5em; align-items: end; }
.line .blank { flex: 1; height: 1.9em; }
.line.number .blank { flex: none; width: 9em; }
.source { padding-left: .7em; border-left: 2.5pt solid; }
footer { margin-top: 1.6rem; padding-top: .3rem; border-top: .8pt solid; break-inside: avoid; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@media print { body { max-width: none; padding: 0; } }
"""
