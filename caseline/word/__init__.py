"""Word files: blocks in, .docx out; a commented .docx in, notes out; an organisation's own template filled in.

`blocks` are plain values, `writer.write` turns them into a file, `comments.read_notes` brings a lawyer's remarks back
to the rows they were made on, and `template.fill` completes a Word file that an organisation drew itself.
"""
