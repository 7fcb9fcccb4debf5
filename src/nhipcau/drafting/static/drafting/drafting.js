/* Puts a figure's key where the cursor last stood in a text. Without this file the key is copied by hand. */
(function () {
    "use strict";
    let last = document.querySelector("textarea[data-insert]");
    if (!last) return;

    document.addEventListener("focusin", function (event) {
        if (event.target.matches("textarea[data-insert]")) last = event.target;
    });

    document.querySelectorAll(".nd-insert").forEach(function (button) {
        button.hidden = false;
        button.addEventListener("click", function () {
            last.setRangeText("{{" + button.dataset.key + "}}", last.selectionStart, last.selectionEnd, "end");
            last.focus();
        });
    });
})();
