/* Puts the page as it will be printed beside the text, and the checks under it; draws both anew whenever the text was
   kept. Without this file a link leads to the same. */
(function () {
    "use strict";
    const preview = document.getElementById("preview");
    if (!preview || !window.fetch) return;
    const said = preview.querySelector("[data-say-old]");
    let asked = 0;

    async function show() {
        const mine = ++asked;
        try {
            const answer = await fetch(preview.dataset.address, { credentials: "same-origin", redirect: "manual" });
            if (!answer.ok) throw new Error(String(answer.status));
            const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
            if (mine !== asked) return;
            const pages = preview.querySelector(".nd-pages");
            const top = pages ? pages.scrollTop : 0;
            const chips = preview.querySelector(".nd-chips");
            const open = chips ? chips.open : null;
            for (const part of fresh.querySelectorAll("[data-part]")) {
                const place = document.querySelector(`[data-part="${part.dataset.part}"]`);
                if (place) place.replaceWith(document.adoptNode(part));
            }
            const newer = preview.querySelector(".nd-pages");
            if (newer) newer.scrollTop = top;
            if (open !== null) preview.querySelector(".nd-chips").open = open;
            said.textContent = "";
            document.dispatchEvent(new CustomEvent("nd:shown"));
        } catch (_error) {
            if (mine === asked) said.textContent = said.dataset.sayOld;
        }
    }

    document.addEventListener("nd:kept", show);
    show();
})();
