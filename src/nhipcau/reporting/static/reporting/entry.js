/* Keys in the sheet: up, down and Enter move between the figures of a column, left and right between the fields of a row
   once the caret stands at the edge of its text. Everything works without it. */
(function () {
    "use strict";
    const STEPS = { ArrowUp: -1, ArrowDown: 1, Enter: 1 };

    function kindOf(field) {
        return field.name.split("-")[0];
    }

    function goTo(field) {
        if (!field) return;
        field.focus();
        if (field.type === "text") field.select();
    }

    function atEdge(field, key) {
        if (field.type !== "text") return true;
        const all = field.selectionStart === 0 && field.selectionEnd === field.value.length;
        const place = key === "ArrowLeft" ? field.selectionStart : field.selectionEnd;
        return all || place === (key === "ArrowLeft" ? 0 : field.value.length);
    }

    function upOrDown(field, step) {
        const fields = [...document.querySelectorAll(`.rp-sheet input[name^="${kindOf(field)}-"]`)];
        goTo(fields[fields.indexOf(field) + step]);
    }

    function sideways(field, step) {
        const fields = [...field.closest("tr").querySelectorAll("input")];
        goTo(fields[fields.indexOf(field) + step]);
    }

    document.addEventListener("keydown", (event) => {
        const field = event.target;
        if (!(field instanceof HTMLInputElement) || !field.closest(".rp-sheet")) return;
        if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.isComposing) return;
        if (STEPS[event.key]) {
            event.preventDefault();
            upOrDown(field, STEPS[event.key]);
        } else if ((event.key === "ArrowLeft" || event.key === "ArrowRight") && atEdge(field, event.key)) {
            event.preventDefault();
            sideways(field, event.key === "ArrowLeft" ? -1 : 1);
        }
    });
})();
