/* Words selected in the text of a document are put into the form for what the reading missed; the key "a" opens it.
   Without this file they are copied by hand. */
(function () {
    "use strict";
    const room = document.querySelector(".nc-read");
    const box = room && room.querySelector(".nc-missed");
    if (!box) return;
    const pane = room.querySelector(".nc-pane");
    const ready = box.querySelector(".nc-missed__ready");
    const words = box.querySelector("[name=words]");
    const near = box.querySelector("[name=near]");
    /* What the page shows among the text without its being part of it. */
    const NOT_TEXT = ".nc-kind, .nc-sheet__number, .nc-sheet__pictures";

    function textOf(range) {
        const copy = document.createElement("div");
        copy.append(range.cloneContents());
        copy.querySelectorAll(NOT_TEXT).forEach((node) => node.remove());
        return Array.from(copy.querySelectorAll(".nc-text"), (node) => node.textContent).join("") || copy.textContent;
    }

    function take() {
        const selection = document.getSelection();
        if (!selection.rangeCount || selection.isCollapsed) return;
        const range = selection.getRangeAt(0);
        const inText = (node) => (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement).closest(".nc-text");
        if (!pane.contains(range.commonAncestorContainer) || !inText(range.startContainer) || !inText(range.endContainer)) return;
        const before = document.createRange();
        before.setStart(pane, 0);
        before.setEnd(range.startContainer, range.startOffset);
        words.value = textOf(range).trim().slice(0, Number(words.maxLength) || 2000);
        near.value = textOf(before).length;
        ready.hidden = !words.value;
    }

    document.addEventListener("selectionchange", take);
    document.addEventListener("keydown", function (event) {
        if (room.dataset.keys !== "on" || event.key !== "a" || event.ctrlKey || event.metaKey || event.altKey) return;
        if (event.target.closest("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable], dialog, [role=dialog]")) return;
        event.preventDefault();
        box.open = true;
        box.scrollIntoView({ block: "nearest" });
        box.querySelector(words.value ? "select" : "textarea").focus();
    });
})();
