/* Keys of the reading page: j and k step through the findings, y confirms, e corrects, x rejects; what is decided is
   saved without leaving the page. Without this file every button, link and box works as it is. */
(function () {
    "use strict";
    const room = document.querySelector(".nc-read");
    if (!room) return;
    const form = room.querySelector(".nc-findings");
    const pane = room.querySelector(".nc-pane");
    const said = document.getElementById("nc-said");
    const bar = room.querySelector(".nc-bar");
    const help = room.querySelector(".nc-help");
    const keysOn = room.dataset.keys === "on";
    const narrow = matchMedia("(max-width: 50rem)").matches;
    let current = "";
    let busy = false;

    function byName(name) {
        return document.getElementById(name);
    }

    function isShown(line) {
        const box = byName("show-" + line.dataset.kind);
        return !box || box.checked;
    }

    function lines() {
        return Array.from(form.querySelectorAll(".nc-line")).filter(isShown);
    }

    function lineOf(pk) {
        return pk ? byName("f" + pk) : null;
    }

    function waits(line) {
        return line.classList.contains("nc-line--proposed");
    }

    /* Scrolls within the pane where it is one, so that the page itself stays; else the page, on a phone. */
    function bringIntoView(node, box, move) {
        if (!node) return;
        if (box && box.scrollHeight > box.clientHeight + 1 && getComputedStyle(box).overflowY === "auto") {
            const place = node.getBoundingClientRect();
            const frame = box.getBoundingClientRect();
            if (place.top < frame.top + 48 || place.bottom > frame.bottom - 48) {
                box.scrollTop += place.top - frame.top - box.clientHeight / 3;
            }
        } else if (move) {
            node.scrollIntoView({ block: "center" });
        }
    }

    /* Both panes on the screen: once they are, the page is not moved any more. */
    function comeDown() {
        const panes = room.querySelector(".nc-reading");
        if (!narrow && panes.getBoundingClientRect().top > window.innerHeight * 0.4) panes.scrollIntoView({ block: "start" });
    }

    function placeOf(pk) {
        return byName("t" + pk) || room.querySelector('mark[data-over~="' + pk + '"]');
    }

    function choose(line, options) {
        room.querySelectorAll(".is-current").forEach((node) => node.classList.remove("is-current"));
        if (!line) return;
        const pk = line.dataset.finding;
        current = pk;
        if (!options.quietly) line.closest("details").open = true;
        line.classList.add("is-current");
        room.querySelectorAll('mark[data-over~="' + pk + '"]').forEach((mark) => mark.classList.add("is-current"));
        if (options.scroll) {
            comeDown();
            bringIntoView(line, form, false);
            bringIntoView(placeOf(pk), pane, true);
        }
        if (options.focus) line.querySelector(".nc-line__says a").focus({ preventScroll: true });
        if (bar) {
            bar.hidden = false;
            bar.querySelector(".nc-bar__says").textContent = line.querySelector(".nc-line__says a").textContent;
        }
    }

    function step(by) {
        const all = lines();
        const index = all.indexOf(lineOf(current));
        const next = index < 0 ? (by > 0 ? 0 : all.length - 1) : index + by;
        if (next >= 0 && next < all.length) choose(all[next], { scroll: true, focus: true });
        else turn(by > 0 ? "next" : "prev");
    }

    /* A kind with very many findings has further pages of lines. */
    function turn(way) {
        const link = form.querySelector('.nc-turn a[rel="' + way + '"]');
        if (link) location.assign(link.href);
    }

    /* Where one came to another part of a kind: its first line to decide on. */
    function turned() {
        const group = location.search.includes("kind=") ? byName(location.hash.slice(1)) : null;
        const there = group && group.tagName === "DETAILS" ? lines().filter((line) => group.contains(line)) : [];
        return there.find(waits) || there[0] || null;
    }

    function press(key) {
        const line = lineOf(current);
        const target = line && line.querySelector('[data-key="' + key + '"]');
        if (target) target.click();
    }

    function nextWaiting(pk) {
        const all = lines();
        const index = all.indexOf(lineOf(pk));
        return all.slice(index + 1).find(waits) || all.find(waits) || null;
    }

    function replace(node, html) {
        const holder = document.createElement("template");
        holder.innerHTML = html.trim();
        if (node) node.replaceWith(holder.content);
    }

    function takeIn(line, answer) {
        const pk = line.dataset.finding;
        const group = line.closest(".nc-group");
        const mark = placeOf(pk);
        replace(line, answer.line);
        group.querySelector("summary").innerHTML = answer.tally;
        const acts = group.querySelector(".nc-group__acts");
        if (acts) acts.innerHTML = answer.confirm_all;
        room.dataset.left = answer.left;
        if (mark && lineOf(pk).classList.contains("nc-line--rejected")) fade(pk);
        said.textContent = answer.says;
    }

    function fade(pk) {
        room.querySelectorAll('mark[data-over~="' + pk + '"]').forEach(function (mark) {
            if (mark.dataset.over.split(" ")[0] === pk) mark.classList.add("is-rejected");
        });
    }

    function plainly(button) {
        form.action = button.formAction;
        form.submit();
    }

    async function decide(button) {
        if (busy) return;
        busy = true;
        const line = button.closest(".nc-line");
        const pk = line.dataset.finding;
        room.setAttribute("aria-busy", "true");
        try {
            const answer = await fetch(button.formAction, {
                method: "POST",
                body: new FormData(form),
                headers: { Accept: "application/json" },
                redirect: "error",
            });
            if (!answer.ok) throw new Error(String(answer.status));
            takeIn(line, await answer.json());
        } catch (fault) {
            plainly(button);
            return;
        } finally {
            busy = false;
            room.removeAttribute("aria-busy");
        }
        choose(nextWaiting(pk) || lineOf(pk), { scroll: true, focus: true });
    }

    form.addEventListener("submit", function (event) {
        const button = event.submitter;
        if (!button || !button.dataset.key) return;
        event.preventDefault();
        decide(button);
    });

    document.addEventListener("keydown", function (event) {
        if (!keysOn || event.ctrlKey || event.metaKey || event.altKey) return;
        if (event.target.closest("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable], dialog, [role=dialog]")) return;
        if (event.key === "j") step(1);
        else if (event.key === "k") step(-1);
        else if (["y", "e", "x"].includes(event.key)) press(event.key);
        else if (event.key === "?") help.showModal();
        else return;
        event.preventDefault();
    });

    pane.addEventListener("click", function (event) {
        const mark = event.target.closest("mark[data-over]");
        if (!mark) return;
        const names = mark.dataset.over.split(" ");
        const line = names.map(lineOf).find(Boolean);
        if (line) choose(line, { scroll: true, focus: false });
        else location.assign("?at=" + names[0] + "#f" + names[0]);
    });

    form.addEventListener("click", function (event) {
        const line = event.target.closest(".nc-line");
        if (!line || event.target.closest(".nc-act")) return;
        const link = event.target.closest(".nc-line__says > a");
        if (link) event.preventDefault();
        choose(line, { scroll: Boolean(link), focus: false });
    });

    /* What is pointed at on one side lights up on the other. */
    function point(pk, on) {
        room.querySelectorAll('mark[data-over~="' + pk + '"]').forEach((mark) => mark.classList.toggle("is-pointed", on));
        const line = lineOf(pk);
        if (line) line.classList.toggle("is-pointed", on);
    }
    ["mouseover", "mouseout"].forEach(function (name) {
        room.addEventListener(name, function (event) {
            const node = event.target.closest("mark[data-over], .nc-line[data-finding]");
            if (node) point(node.dataset.finding || node.dataset.over.split(" ")[0], name === "mouseover");
        });
    });

    if (bar) {
        bar.addEventListener("click", function (event) {
            const button = event.target.closest("[data-press]");
            if (!button) return;
            const key = button.dataset.press;
            if (key === "j" || key === "k") step(key === "j" ? 1 : -1);
            else press(key);
        });
    }

    /* The way the document is shown is kept for the next one. */
    const views = room.querySelectorAll('input[name="view"]');
    try {
        const kept = localStorage.getItem("nhipcau-view");
        views.forEach((view) => { if (view.value === kept) view.checked = true; });
        views.forEach((view) => view.addEventListener("change", () => localStorage.setItem("nhipcau-view", view.value)));
    } catch (fault) { /* a browser that keeps nothing shows both each time */ }

    if (keysOn) room.querySelector(".nc-keys").hidden = false;

    /* On a phone the text comes first and the kinds of findings are folded below it. */
    if (narrow) form.querySelectorAll("details.nc-group").forEach((group) => { group.open = false; });

    const named = location.hash.match(/^#f(\d+)$/);
    if (named && lineOf(named[1])) choose(lineOf(named[1]), { scroll: true, focus: true });
    else if (turned()) choose(turned(), { scroll: true, focus: true });
    else if (lines()[0] && narrow) choose(lines().find(waits) || lines()[0], { quietly: true });
})();
