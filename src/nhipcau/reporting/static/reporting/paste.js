/* A block copied from a spreadsheet, pasted into a figure: a column fills the figures from here down; lines that begin
   with the name or the code of a figure fill that figure. What is no figure is refused beside its cell when it is saved. */
(function () {
    "use strict";
    const form = document.querySelector("form.rp-entry");
    if (!form) return;

    function plain(text) {
        return text.normalize("NFC").toLowerCase().replace(/\s+/g, " ").trim();
    }

    function cells() {
        return [...form.querySelectorAll('.rp-sheet input[name^="number-"]')];
    }

    function byName() {
        const known = new Map();
        for (const field of cells()) {
            const row = field.closest("tr");
            for (const name of [row.dataset.name, field.name.slice("number-".length)]) known.set(plain(name), field);
        }
        return known;
    }

    function write(field, text) {
        const nothing = form.elements[field.name.replace("number-", "na-")];
        const none = plain(text) === plain(form.dataset.nothing);
        nothing.checked = none;
        field.value = none ? "" : text.trim();
        field.dispatchEvent(new Event("input", { bubbles: true }));
    }

    /* The figure of a line: the first cell after the name that says something and is not the unit of measure. */
    function figureIn(line, place, field) {
        const measure = plain(field.closest("tr").dataset.measure);
        return line.slice(place + 1).find((text) => text.trim() && plain(text) !== measure);
    }

    function pasteNamed(lines, known) {
        const strays = [];
        let count = 0;
        for (const line of lines) {
            const place = line.findIndex((text) => known.has(plain(text)));
            const field = place < 0 ? null : known.get(plain(line[place]));
            const figure = field ? figureIn(line, place, field) : undefined;
            if (figure !== undefined) {
                write(field, figure);
                count += 1;
            } else if (!field && line.slice(1).some((text) => /\d/.test(text))) {
                strays.push(line[0].trim());
            }
        }
        return { count, strays };
    }

    function pasteColumn(lines, from) {
        const fields = cells();
        const begin = fields.indexOf(from);
        const strays = [];
        let count = 0;
        lines.forEach((line, place) => {
            const text = line[0];
            const field = fields[begin + place];
            if (!text.trim()) return;
            if (!field) {
                strays.push(text.trim());
                return;
            }
            write(field, text);
            count += 1;
        });
        return { count, strays };
    }

    form.addEventListener("paste", (event) => {
        const field = event.target;
        if (!(field instanceof HTMLInputElement) || !field.name.startsWith("number-")) return;
        const text = event.clipboardData.getData("text/plain").replace(/\r\n?/g, "\n").replace(/\n+$/, "");
        if (!/[\n\t]/.test(text)) return;
        event.preventDefault();
        const lines = text.split("\n").map((line) => line.split("\t"));
        const known = byName();
        const named = lines.some((line) => line.length > 1 && line.some((each) => known.has(plain(each))));
        const done = named ? pasteNamed(lines, known) : pasteColumn(lines, field);
        const words = [`${form.dataset.sayPasted} ${done.count}.`];
        if (done.strays.length) words.push(`${form.dataset.sayStrays} ${done.strays.join("; ")}.`);
        const note = form.querySelector(".rp-pasted");
        note.textContent = words.join(" ");
        note.classList.toggle("rp-kept--not", done.strays.length > 0);
        form.dispatchEvent(new Event("rp:keep"));
    });
})();
