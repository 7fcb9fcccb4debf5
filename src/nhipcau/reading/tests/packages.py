"""DOCX files written part by part, for what no library writes."""

import io
import zipfile

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def make_docx(body: str, **parts: str) -> bytes:
    """Return a package with this body; `parts` are the insides of others: styles, header1, footnotes…"""
    relations = "".join(
        f'<Relationship Id="{name}" Type="{_RELATION}/x" Target="{name}.xml"/>' for name in parts
    )
    members = {f"word/{name}.xml": xml for name, xml in parts.items()}
    members["word/document.xml"] = f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"
    members["word/_rels/document.xml.rels"] = f"<Relationships>{relations}</Relationships>"
    return make_zip(members)


def part(tag: str, inside: str) -> str:
    """Return a part whose root is `w:tag`."""
    return f"<w:{tag} {NAMESPACES}>{inside}</w:{tag}>"


def make_zip(members: dict[str, str]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            package.writestr(name, content)
    return stream.getvalue()


def p(*runs: str, style: str = "") -> str:
    """A paragraph of runs; plain words become a run."""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}{''.join(run if run.startswith('<') else r(run) for run in runs)}</w:p>"


def r(text: str, font: str = "") -> str:
    """A run of text, in a font when one is named."""
    properties = f'<w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}"/></w:rPr>' if font else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


def box(*paragraphs: str) -> str:
    """A text box as Word writes it: once for itself, once for older programs."""
    inside = f"<w:txbxContent>{''.join(paragraphs)}</w:txbxContent>"
    return (
        f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>{inside}</wps:txbx></w:drawing>"
        f"</mc:Choice><mc:Fallback><w:pict><v:textbox>{inside}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


def table(rows: int, *cells: str) -> str:
    """A table of equal rows; each cell is what stands in it."""
    row = "".join(f"<w:tc>{cell}</w:tc>" for cell in cells)
    return f"<w:tbl>{f'<w:tr>{row}</w:tr>' * rows}</w:tbl>"
