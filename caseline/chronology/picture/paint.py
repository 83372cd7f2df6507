"""The picture's classes as presentation attributes, for files that no style sheet reaches (a dossier, a mail, an image)."""
INK, SOFT, RULE, RULE2, SHEET, ACCENT, TINT, AMBER = '#1d2426', '#55605f', '#d9dcd8', '#8c9796', '#ffffff', '#13506c', '#e2edf1', '#744600'
FONT = 'Segoe UI, Roboto, Helvetica Neue, Arial, Liberation Sans, sans-serif'

PAINT: dict[str, dict[str, str]] = {
    'grid': {'stroke': RULE, 'stroke-width': '1', 'fill': 'none'},
    't1': {'font-size': '11.5', 'fill': INK}, 't2': {'font-size': '11.5', 'fill': SOFT},
    'tb': {'font-size': '11.5', 'font-weight': '600', 'fill': INK}, 'ta': {'font-size': '11.5', 'fill': AMBER},
    'tt': {'font-size': '11.5', 'font-weight': '600', 'fill': ACCENT},
    's-asy': {'fill': 'url(#p-asy)', 'stroke': '#4f86a0'}, 's-no': {'fill': 'url(#p-no)', 'stroke': '#9a968c'},
    's-tmp': {'fill': 'url(#p-tmp)', 'stroke': '#58905a'}, 's-stay': {'fill': '#a9d0a9', 'stroke': '#3f7a43'},
    's-unk': {'fill': 'none', 'stroke': RULE2, 'stroke-dasharray': '2 3'},
    's-gap': {'fill': 'url(#p-gap)'}, 'gap-edge': {'stroke': '#b9925a', 'stroke-dasharray': '3 3', 'fill': 'none'},
    'pa-b': {'fill': '#cbdfe8'}, 'pa-l': {'stroke': '#4f86a0', 'stroke-width': '1'},
    'pn-b': {'fill': '#e4e2dd'}, 'pn-l': {'fill': '#9a968c'},
    'pt-b': {'fill': '#d3e6d0'}, 'pt-l': {'stroke': '#58905a', 'stroke-width': '1'},
    'pg-l': {'stroke': '#b9925a', 'stroke-width': '1', 'opacity': '.55'},
    'proc': {'fill': TINT, 'stroke': ACCENT},
    'mk': {'fill': SHEET, 'stroke': INK, 'stroke-width': '1.5'}, 'mk-f': {'fill': INK},
    'mk-w': {'fill': INK, 'stroke': SHEET, 'stroke-width': '1'}, 'mk-t': {'stroke': INK, 'stroke-width': '1.5', 'fill': 'none'},
    'mk-n': {'font-size': '9.5', 'font-weight': '600', 'fill': SHEET},
    'lead': {'stroke': INK, 'stroke-width': '.7', 'fill': 'none'},
    'law': {'fill': SHEET, 'stroke': RULE2}, 'law-open': {'stroke': RULE2, 'stroke-dasharray': '2 3', 'fill': 'none'},
    'halo': {'fill': SHEET}, 'today': {'stroke': ACCENT, 'stroke-width': '1.5', 'fill': 'none'},
}
