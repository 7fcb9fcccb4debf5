/* Keeps the text while it is typed: some seconds after the last key, and when the page is left, all of it is sent.
   While it cannot be sent it lies in this browser, under the marks of the sections and the revision it was typed on.
   What somebody else saved is never written over: the page says so and shows both texts. Without this file the Save
   button does it all. */
(function () {
    "use strict";
    const form = document.querySelector("form#text[data-keep]");
    if (!form || !window.fetch) return;
    const say = form.dataset;
    const said = form.querySelector(".nd-kept");
    const before = form.elements.before;
    const token = form.elements.csrfmiddlewaretoken.value;
    const PAUSE_MS = 2000;
    const AGAIN_MS = 15000;
    let waiting = false;
    let stored = true;
    let disputed = false;
    let busy = null;
    let timer = 0;
    let passing = false;

    function tell(words, urgent) {
        said.textContent = words;
        said.classList.toggle("nd-kept--not", Boolean(urgent));
    }

    function blocks() {
        return [...form.querySelectorAll("fieldset[data-uid]")].filter((block) => block.dataset.uid);
    }

    /* What can be typed in a section, by the end of its name: the number in it changes when sections move. */
    function fieldsOf(block) {
        return [...block.querySelectorAll("input, textarea, select")].filter(
            (field) => field.name && !["hidden", "file", "radio"].includes(field.type),
        );
    }

    function nameOf(field) {
        const name = field.name.replace(/^s-\d+-/, "");
        return field.type === "checkbox" ? `${name}=${field.value}` : name;
    }

    function valueOf(field) {
        return field.type === "checkbox" ? field.checked : field.value.replace(/\r\n/g, "\n").trim();
    }

    function texts() {
        const found = {};
        for (const block of blocks()) {
            found[block.dataset.uid] = Object.fromEntries(
                fieldsOf(block).map((field) => [nameOf(field), field.type === "checkbox" ? field.checked : field.value]),
            );
        }
        return found;
    }

    function store() {
        try {
            if (waiting) localStorage.setItem(say.keep, JSON.stringify({ before: before.value, texts: texts() }));
            else localStorage.removeItem(say.keep);
            stored = true;
        } catch (_error) {
            stored = false;
        }
    }

    function restore() {
        let left = null;
        try {
            left = JSON.parse(localStorage.getItem(say.keep) || "null");
        } catch (_error) {
            left = null;
        }
        if (!left || !left.texts) return;
        for (const block of blocks()) {
            const values = left.texts[block.dataset.uid] || {};
            for (const field of fieldsOf(block)) {
                const value = values[nameOf(field)];
                if (value === undefined) continue;
                const same = field.type === "checkbox" ? value === field.checked : value.replace(/\r\n/g, "\n").trim() === valueOf(field);
                if (same) continue;
                waiting = true;
                if (field.type === "checkbox") field.checked = value;
                else field.value = value;
            }
        }
        if (!waiting) {
            store();
            return;
        }
        before.value = left.before;
        tell(say.sayBack, true);
        later(0);
    }

    function mark(refused) {
        for (const old of form.querySelectorAll(".nd-refused")) old.remove();
        for (const field of form.querySelectorAll("[data-refused]")) {
            delete field.dataset.refused;
            field.removeAttribute("aria-invalid");
        }
        for (const [name, words] of Object.entries(refused)) {
            const field = form.querySelector(`[name="${CSS.escape(name)}"]`);
            if (!field) continue;
            const line = document.createElement("p");
            line.className = "nc-error nd-refused";
            line.textContent = words;
            field.after(line);
            field.dataset.refused = "";
            field.setAttribute("aria-invalid", "true");
        }
    }

    /* Somebody else saved: nothing more is sent by itself. The button saves, and its answer shows both texts. */
    function dispute(words) {
        disputed = true;
        tell(words, true);
        const both = document.createElement("button");
        both.type = "button";
        both.className = "button button-small button-secondary";
        both.textContent = say.sayBoth;
        both.addEventListener("click", () => {
            passing = true;
            form.requestSubmit(form.querySelector("button[value=save]"));
        });
        said.append(" ", both);
    }

    async function post(keepalive) {
        const body = new FormData(form);
        for (const field of form.querySelectorAll("input[type=file]")) body.delete(field.name);
        const headers = { Accept: "application/json", "X-CSRFToken": token };
        const asked = { method: "POST", body, headers, redirect: "manual", credentials: "same-origin", keepalive };
        return fetch(window.location.pathname, asked);
    }

    async function send() {
        if (!waiting || disputed) return;
        const sent = JSON.stringify(texts());
        tell(say.saySaving);
        try {
            const answer = await post(false);
            if (answer.ok) {
                const kept = await answer.json();
                before.value = kept.revision;
                mark({});
                waiting = JSON.stringify(texts()) !== sent;
                store();
                tell(`${say.saySaved} ${kept.at}`);
                document.dispatchEvent(new CustomEvent("nd:kept"));
                if (waiting) later(PAUSE_MS);
            } else if (answer.status === 422) {
                const why = await answer.json();
                mark(why.refused);
                tell(why.words || say.sayRefused, true);
            } else if (answer.status === 409) {
                const why = await answer.json();
                if (why.meanwhile) dispute(why.words);
                else tell(why.words, true);
            } else if (answer.status >= 500) {
                away();
            } else {
                tell(say.sayOut, true);
            }
        } catch (_error) {
            away();
        }
    }

    function away() {
        tell(stored ? say.sayAway : say.sayLost, true);
        later(AGAIN_MS);
    }

    function later(pause) {
        clearTimeout(timer);
        timer = setTimeout(flush, pause);
    }

    async function flush() {
        clearTimeout(timer);
        while (busy) await busy;
        busy = send();
        await busy;
        busy = null;
    }

    function typed(event) {
        if (!event.target.name || ["file", "hidden", "radio"].includes(event.target.type)) return;
        waiting = true;
        store();
        if (!stored) tell(say.sayLost, true);
        if (!disputed) later(PAUSE_MS);
    }

    /* A save pressed while another one is under way waits for it. A form may not be sent again from within its own
       sending, so what need not wait is let through. */
    async function pass(event) {
        if (passing) return;
        clearTimeout(timer);
        if (navigator.onLine === false) {
            event.preventDefault();
            away();
            return;
        }
        if (!busy) {
            passing = true;
            return;
        }
        event.preventDefault();
        const pressed = event.submitter;
        while (busy) await busy;
        clearTimeout(timer);
        passing = true;
        form.requestSubmit(pressed);
    }

    form.addEventListener("input", typed);
    form.addEventListener("submit", pass);
    // Other scripts wait for what is typed to be kept before they write into the draft: `event.detail.wait`.
    document.addEventListener("nd:flush", (event) => {
        event.detail.wait = flush().then(() => !waiting);
    });
    window.addEventListener("online", () => later(0));
    window.addEventListener("pagehide", () => {
        if (waiting && !passing && !disputed && !busy) post(true).catch(() => {});
    });
    window.addEventListener("beforeunload", (event) => {
        if (waiting && !stored && !passing) event.preventDefault();
    });
    restore();
})();
