/* In the sheet, up, down and Enter move between the figures of a column. Everything works without it. */
document.addEventListener("keydown", (event) => {
    const steps = { ArrowUp: -1, ArrowDown: 1, Enter: 1 };
    const step = steps[event.key];
    const field = event.target;
    if (!step || !(field instanceof HTMLInputElement) || field.type !== "text" || !field.closest(".rp-sheet")) {
        return;
    }
    const kind = field.name.split("-")[0];
    const fields = [...document.querySelectorAll(`.rp-sheet input[name^="${kind}-"]`)];
    event.preventDefault();
    const next = fields[fields.indexOf(field) + step];
    if (next) {
        next.focus();
        next.select();
    }
});
