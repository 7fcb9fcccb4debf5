/* More rows, the fields of a chosen kind and the numbers they propose, without losing a chosen photo.
   Without this file the two buttons ask the server for the whole page. */
(() => {
    const form = document.querySelector("[data-activity]");
    if (!form) {
        return;
    }
    const part = (name, from = form) => from.querySelector(`[data-${name}]`);
    const addRow = () => {
        const counts = part("counts");
        const total = counts.querySelector("[name$='-TOTAL_FORMS']");
        const most = counts.querySelector("[name$='-MAX_NUM_FORMS']");
        const rows = counts.querySelectorAll("[data-count-row]");
        const index = Number(total.value);
        if (index >= Number(most.value)) {
            return null;
        }
        const row = rows[rows.length - 1].cloneNode(true);
        row.querySelectorAll("[id], [for], [name], [aria-describedby]").forEach((element) => {
            ["id", "for", "name", "aria-describedby"].forEach((attribute) => {
                const value = element.getAttribute(attribute);
                if (value) {
                    element.setAttribute(attribute, value.replace(/counts-\d+-/, `counts-${index}-`));
                }
            });
        });
        row.querySelectorAll("[data-field-errors]").forEach((element) => element.replaceChildren());
        row.querySelectorAll(".act-proposed").forEach((element) => element.remove());
        row.querySelectorAll(".w-field--error").forEach((element) => element.classList.remove("w-field--error"));
        row.querySelectorAll("input, select").forEach((element) => {
            element.value = "";
            element.removeAttribute("aria-invalid");
        });
        rows[rows.length - 1].after(row);
        total.value = String(index + 1);
        return row;
    };
    const lookUp = (element) => element && element.id && document.getElementById(element.id);
    let asked = 0;
    /* Asks the server as the button "Show the fields" does, and takes the two parts of the page that follow from it. */
    const ask = async (wanted) => {
        const mine = (asked += 1);
        const data = new FormData(form);
        data.set("show", "1");
        form.querySelectorAll("input[type=file]").forEach((file) => data.delete(file.name));
        try {
            const answer = await fetch(form.action || window.location.href, { method: "POST", body: data, credentials: "same-origin" });
            if (!answer.ok || mine !== asked) {
                return;
            }
            const page = new DOMParser().parseFromString(await answer.text(), "text/html");
            const focused = document.activeElement;
            wanted.forEach((name) => {
                const fresh = part(name, page);
                const old = part(name);
                /* What somebody is typing in is left alone. */
                if (fresh && old && !(old.contains(focused) && focused !== document.body && name === "counts")) {
                    old.replaceWith(document.adoptNode(fresh));
                }
            });
            const again = lookUp(focused);
            if (again && again !== document.activeElement && focused !== document.body) {
                again.focus();
            }
        } catch {
            /* The line is down: the form is sent as it stands, the server proposes nothing. */
        }
    };
    /* A table of the particulars has a blank row left, whatever is typed into the last one. */
    form.addEventListener("input", (event) => {
        const row = event.target.closest(".act-row");
        if (!row || row.nextElementSibling) {
            return;
        }
        const next = row.cloneNode(true);
        next.querySelectorAll("[id], [for], [name], [aria-describedby]").forEach((element) => {
            ["id", "for", "name", "aria-describedby"].forEach((attribute) => {
                const value = element.getAttribute(attribute);
                if (value) {
                    element.setAttribute(attribute, value.replace(/-(\d+)-/, (_all, index) => `-${Number(index) + 1}-`));
                }
            });
        });
        next.querySelectorAll("input, select").forEach((element) => {
            element.value = "";
        });
        row.after(next);
    });
    form.addEventListener("click", (event) => {
        if (event.target.closest("[data-more-rows]")) {
            event.preventDefault();
            const first = addRow();
            addRow();
            addRow();
            if (first) {
                first.querySelector("select").focus();
            }
        }
    });
    form.addEventListener("change", (event) => {
        if (event.target.name === "kind") {
            ask(["particulars", "counts"]);
        } else if (["channel", "stream", "host"].includes(event.target.name) || event.target.closest("[data-particulars]")) {
            ask(["counts"]);
        }
    });
    const show = part("show");
    if (show) {
        show.classList.add("is-needless");
    }
})();
