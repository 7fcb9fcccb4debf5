/* Keys of the reading page: j and k step through the findings, y confirms, e corrects, x rejects. Without this file
   every button and link works as it is. */
(function () {
    "use strict";
    const lines = Array.from(document.querySelectorAll(".nc-line"));
    if (!lines.length) return;
    let current = -1;

    function marks(pk) {
        return document.querySelectorAll('mark[data-over~="' + pk + '"]');
    }

    function show(index, scroll) {
        if (index < 0 || index >= lines.length) return;
        document.querySelectorAll(".is-current").forEach((node) => node.classList.remove("is-current"));
        current = index;
        const line = lines[index];
        const pk = line.dataset.finding;
        line.closest("details").open = true;
        line.classList.add("is-current");
        marks(pk).forEach((mark) => mark.classList.add("is-current"));
        if (!scroll) return;
        const place = document.getElementById("t" + pk);
        line.scrollIntoView({ block: "nearest" });
        if (place) place.scrollIntoView({ block: "center" });
    }

    function press(key) {
        const target = lines[current] && lines[current].querySelector('[data-key="' + key + '"]');
        if (target) target.click();
    }

    document.addEventListener("keydown", function (event) {
        if (event.ctrlKey || event.metaKey || event.altKey) return;
        if (event.target.closest("input, textarea, select, [contenteditable], dialog")) return;
        if (event.key === "j") show(Math.min(current + 1, lines.length - 1), true);
        else if (event.key === "k") show(Math.max(current - 1, 0), true);
        else if ("yex".includes(event.key)) press(event.key);
    });

    document.querySelectorAll("mark[data-finding]").forEach(function (mark) {
        mark.addEventListener("click", function () {
            show(lines.findIndex((line) => line.dataset.finding === mark.dataset.finding), true);
        });
    });

    lines.forEach(function (line, index) {
        line.addEventListener("click", function (event) {
            if (!event.target.closest(".nc-act")) show(index, false);
        });
    });

    const named = location.hash.match(/^#f(\d+)$/);
    if (named) show(lines.findIndex((line) => line.dataset.finding === named[1]), true);
})();
