/* More rows of counts without a round trip, so that a chosen photo is not lost. Without this file the button asks the server. */
(() => {
    const counts = document.querySelector("[data-counts]");
    const button = counts && counts.querySelector("[data-more-rows]");
    const total = counts && counts.querySelector("[name$='-TOTAL_FORMS']");
    const most = counts && counts.querySelector("[name$='-MAX_NUM_FORMS']");
    if (!button || !total || !most) {
        return;
    }
    const addRow = () => {
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
        row.querySelectorAll(".w-field--error").forEach((element) => element.classList.remove("w-field--error"));
        row.querySelectorAll("input, select").forEach((element) => {
            element.value = "";
            element.removeAttribute("aria-invalid");
        });
        rows[rows.length - 1].after(row);
        total.value = String(index + 1);
        return row;
    };
    button.addEventListener("click", (event) => {
        event.preventDefault();
        const first = addRow();
        addRow();
        addRow();
        if (first) {
            first.querySelector("select").focus();
        }
    });
})();
