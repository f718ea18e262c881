/** Paper: black on white, system fonts with every Vietnamese mark, nothing that a grey printer would lose. The state of a check is said in words, too. */
export const sheetStyle = `
@page { size: A4; margin: 18mm 16mm; }
* { box-sizing: border-box; }
body { margin: 0; font: 10.5pt/1.45 "Segoe UI", "Noto Sans", "DejaVu Sans", Arial, sans-serif; color: #111; }
h1 { font-size: 16pt; margin: 0 0 2mm; }
h2 { font-size: 12pt; margin: 6mm 0 1.5mm; padding-top: 2mm; border-top: 0.4mm solid #111; overflow-wrap: anywhere; }
h3 { font-size: 10.5pt; margin: 3.5mm 0 1mm; }
p { margin: 0 0 1.5mm; }
.lead { color: #444; }
.said { padding: 2mm 3mm; border: 0.4mm solid #666; border-left-width: 2mm; break-inside: avoid; }
.said.good { border-color: #107c10; } .said.bad { border-color: #a4262c; } .said.warn { border-color: #b4690e; }
table { width: 100%; border-collapse: collapse; margin: 0 0 2mm; }
th, td { text-align: left; vertical-align: top; padding: 0.8mm 2mm 0.8mm 0; border-bottom: 0.2mm solid #ccc; overflow-wrap: anywhere; font-weight: 400; }
th { width: 46mm; color: #444; }
tr { break-inside: avoid; }
.print { font-family: "DejaVu Sans Mono", Consolas, monospace; font-size: 8.5pt; }
ul { margin: 0 0 2mm; padding-left: 6mm; }
footer { margin-top: 8mm; padding-top: 2mm; border-top: 0.2mm solid #888; color: #444; font-size: 9pt; }
`;
