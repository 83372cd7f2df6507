"""Lay a paper out on A4 as its sender would: letterhead, body, stamp and signature drawn, nothing added to the words."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import typst

FONTS = {"serif": "Liberation Serif", "sans": "Liberation Sans", "mono": "Liberation Mono", "humanist": "DejaVu Sans"}
INKS = {"state": "#1d2b4f", "lawyer": "#2c2c2c", "school": "#1f6f5c", "doctor": "#7a1f2b", "office": "#274b7a", "private": "#303030"}


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper: its words line by line and how they look. Line lists hold the first words of the lines they mean."""

    file: str
    form: str
    lines: tuple[str, ...]
    look: str
    letterhead: int
    font: str
    size: float
    bold: tuple[str, ...]
    centre: tuple[str, ...]
    stamp: str
    signature: str
    break_before: str
    seed: int
    options: Mapping[str, object]

    @property
    def text(self) -> str:
        return "\n".join(self.lines) + "\n"


def paper_from(entry: Mapping[str, object], seed: int) -> Paper:
    """Read one entry of a papers.json; `seed` fixes its scribbles, skew and shadows."""
    def get(key: str, default: object) -> object:
        return entry.get(key, default)

    return Paper(file=str(entry["file"]), form=str(entry["form"]), lines=tuple(entry["text"]), look=str(get("look", "private")),
                 letterhead=int(get("letterhead", 0)), font=str(get("font", "sans")), size=float(get("size", 10.5)),
                 bold=tuple(get("bold", ())), centre=tuple(get("centre", ())), stamp=str(get("stamp", "")),
                 signature=str(get("signature", "")), break_before=str(get("break_before", "")), seed=seed, options=entry)


def pdf_of(paper: Paper) -> bytes:
    """The paper as a born-digital PDF (text layer, no creation date, so that the same words give the same bytes)."""
    return typst.compile(source_of(paper).encode(), format="pdf", timestamp=0, pdf_tags=False)


def source_of(paper: Paper) -> str:
    """The paper as Typst markup; every line of text goes in as a string literal, so nothing is interpreted."""
    chance = random.Random(paper.seed)
    ink = INKS[paper.look]
    parts = [
        '#set page(paper: "a4", margin: (x: 2.3cm, top: 1.8cm, bottom: 1.7cm))',
        f'#set text(font: "{FONTS[paper.font]}", size: {paper.size}pt, hyphenate: false, ligatures: false)',
        "#set par(leading: 0.66em, spacing: 0.74em, justify: false)",
        _letterhead(paper, ink),
    ]
    for line in paper.lines[paper.letterhead:]:
        if paper.break_before and line.startswith(paper.break_before):
            parts.append("#pagebreak()")
        parts.append(_line(line, paper))
        if paper.signature and line.startswith(paper.signature):
            parts.append(_signature(chance))
        if paper.stamp and line.startswith(paper.stamp):
            parts.append(_stamp(chance, ink))
    return "\n".join(parts)


def _letterhead(paper: Paper, ink: str) -> str:
    lines = paper.lines[:paper.letterhead]
    if not lines:
        return ""
    sizes = [1.28] + [0.94] * (len(lines) - 1)
    words = " \\ ".join(f'#text(size: {scale}em, fill: rgb("{ink}"), weight: {"700" if not i else "400"})[#{_literal(line)}]'
                        for i, (line, scale) in enumerate(zip(lines, sizes, strict=True)))
    aligned = "center" if paper.look == "lawyer" else "left"
    emblem = _EMBLEMS.get(paper.look, "")
    body = f"#align({aligned})[{words}]"
    if emblem:
        body = f"#grid(columns: (1.9cm, 1fr), column-gutter: 0.4cm, align: horizon, [{emblem.replace('INK', ink)}], [{body}])"
    rule = "" if paper.look == "private" else f'#line(length: 100%, stroke: 0.8pt + rgb("{ink}"))'
    return f"{body}\n#v(0.15cm)\n{rule}\n#v(0.1cm)"


_EMBLEMS = {
    "state": '#box(width:1.7cm,height:1.9cm)[#place(dx:0.25cm,dy:0.35cm)[#curve(stroke:1pt+rgb("INK"),fill:rgb("INK").lighten(85%),'
             'curve.line((1.2cm,0cm)),curve.line((1.2cm,0.8cm)),curve.cubic((1.2cm,1.2cm),(0.8cm,1.4cm),(0.6cm,1.5cm)),'
             'curve.cubic((0.4cm,1.4cm),(0cm,1.2cm),(0cm,0.8cm)),curve.close())]#place(dx:0.6cm,dy:0.6cm)[#polygon(fill:rgb("INK"),'
             '(0cm,0.7cm),(0.1cm,0.1cm),(0.25cm,0.3cm),(0.4cm,0cm),(0.5cm,0.8cm),(0.3cm,0.6cm))]'
             '#place(dx:0.35cm,dy:0cm)[#polygon(fill:rgb("INK"),(0cm,0.3cm),(0cm,0.05cm),(0.25cm,0.2cm),(0.5cm,0cm),(0.75cm,0.2cm),(1cm,0.05cm),(1cm,0.3cm))]]',
    "school": '#box(width:1.7cm,height:1.7cm)[#place[#circle(radius:0.8cm,stroke:1.6pt+rgb("INK"))]#place(dx:0.55cm,dy:0.35cm)'
              '[#polygon(fill:rgb("INK"),(0.15cm,1cm),(0.22cm,0.2cm),(0.3cm,0cm),(0.38cm,0.2cm),(0.45cm,1cm))]]',
    "doctor": '#box(width:1.5cm,height:1.5cm)[#place(dx:0.5cm,dy:0.1cm)[#rect(width:0.4cm,height:1.3cm,fill:rgb("INK"))]'
              '#place(dx:0.05cm,dy:0.55cm)[#rect(width:1.3cm,height:0.4cm,fill:rgb("INK"))]]',
    "office": '#box(width:1.6cm,height:1.5cm)[#place[#rect(width:1.4cm,height:0.32cm,fill:rgb("INK"))]'
              '#place(dy:0.5cm)[#rect(width:1cm,height:0.32cm,fill:rgb("INK").lighten(30%))]'
              '#place(dy:1cm)[#rect(width:0.6cm,height:0.32cm,fill:rgb("INK").lighten(55%))]]',
}


def _line(line: str, paper: Paper) -> str:
    words = line.strip()
    if not words:
        return "#v(0.55em)"
    weight = 'weight: "bold"' if any(words.startswith(start) for start in paper.bold) else 'weight: "regular"'
    shown = f"#text({weight})[#{_literal(words)}]"
    if any(words.startswith(start) for start in paper.centre):
        return f"#align(center)[{shown}]\n"
    indent = 0.28 * (len(line) - len(line.lstrip()))
    return f"#pad(left: {indent:.2f}em)[{shown}]\n" if indent else f"{shown}\n"


def _literal(words: str) -> str:
    return '"' + words.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _signature(chance: random.Random) -> str:
    x = 0.0
    strokes = [f"curve.move((0cm,{chance.uniform(0.3, 0.6):.2f}cm))"]
    for _ in range(chance.randint(5, 8)):
        points = [(x + chance.uniform(0, 0.7), chance.uniform(-0.35, 1.0)) for _ in range(3)]
        x += chance.uniform(0.25, 0.6)
        points[2] = (x, chance.uniform(0.2, 0.7))
        strokes.append("curve.cubic(" + ",".join(f"({a:.2f}cm,{b:.2f}cm)" for a, b in points) + ")")
    strokes.append(f"curve.cubic(({x + 0.5:.2f}cm,0.9cm),({x + 1:.2f}cm,0.7cm),({x + 1.6:.2f}cm,0.45cm))")
    return f'#box(height: 1.15cm)[#place(dx: 0.3cm, dy: 0.1cm)[#curve(stroke: 1.1pt + rgb("#20307c"), {", ".join(strokes)})]]'


def _stamp(chance: random.Random, ink: str) -> str:
    """Two rings, a star and short strokes where a real stamp has letters: a stamp without words."""
    colour = 'rgb("#4a3c94")' if ink != INKS["doctor"] else 'rgb("#8a2336")'
    ticks = "".join(
        f'#place(center+horizon)[#rotate({angle + chance.uniform(-2, 2):.1f}deg)[#box(width:2.6cm,height:0.22cm)'
        f'[#place(left+horizon)[#rect(width:0.2cm,height:{chance.uniform(0.04, 0.12):.2f}cm,fill:{colour})]]]]'
        for angle in range(0, 360, 18))
    star = ", ".join(f"({0.4 + r * s:.2f}cm,{0.4 + r * c:.2f}cm)" for r, s, c in _star_points())
    return (f'#place(right, dx: {chance.uniform(-2.5, -0.6):.1f}cm, dy: {chance.uniform(-2.5, -1.9):.1f}cm)[#rotate({chance.uniform(-16, 12):.0f}deg)'
            f'[#box(width:3cm,height:3cm)[#place(center+horizon)[#circle(radius:1.45cm,stroke:1.4pt+{colour})]'
            f'#place(center+horizon)[#circle(radius:1.02cm,stroke:0.7pt+{colour})]{ticks}'
            f'#place(center+horizon)[#polygon(fill:{colour},{star})]]]]')


def _star_points() -> Sequence[tuple[float, float, float]]:
    sines = [0, 0.588, 0.951, 0.951, 0.588, 0, -0.588, -0.951, -0.951, -0.588]
    cosines = [-1, -0.809, -0.309, 0.309, 0.809, 1, 0.809, 0.309, -0.309, -0.809]
    return [(0.4 if i % 2 == 0 else 0.17, s, c) for i, (s, c) in enumerate(zip(sines, cosines, strict=True))]
