/* Keeps what is typed: a moment after the last key it is sent, cell by cell; while it cannot be sent it lies in this
   browser, under the answer and the revision it was typed on, and goes out when the line is back. Somebody else's
   entries are shown beside one's own, never written over. Without this file the Save button does it all. */
(function () {
    "use strict";
    const form = document.querySelector("form.rp-entry");
    if (!form || !window.fetch) return;
    const say = form.dataset;
    const said = form.querySelector(".rp-kept");
    const revision = form.elements.revision;
    const token = form.elements.csrfmiddlewaretoken.value;
    const PAUSE_MS = 1200;
    const AGAIN_MS = 15000;
    const waiting = new Set(); // keys of cells and texts typed and not kept yet
    const refused = new Set(); // of these, those the server did not take; not sent again until changed
    const disputed = new Set(); // of these, those in which somebody else wrote; not sent until decided
    let busy = null;
    let timer = 0;
    let stored = true;
    let passing = false;

    function tell(words, urgent) {
        said.textContent = words;
        said.classList.toggle("rp-kept--not", Boolean(urgent));
    }

    /* A cell is named by its code, a text by its field. */
    function keyOf(field) {
        const cell = /^(?:number|na|note)-(.+)$/.exec(field.name);
        return cell ? cell[1] : field.name;
    }

    function fieldsOf(key) {
        const text = form.elements[key];
        if (text instanceof HTMLTextAreaElement) return [text];
        return ["number-", "na-", "note-"].map((kind) => form.elements[kind + key]).filter(Boolean);
    }

    function valueOf(field) {
        return field.type === "checkbox" ? field.checked : field.value;
    }

    function write(field, value) {
        if (field.type === "checkbox") field.checked = Boolean(value);
        else field.value = value;
    }

    function seen(key) {
        return JSON.stringify(fieldsOf(key).map(valueOf));
    }

    /* What waits, as it lies in the browser. */
    function store() {
        try {
            if (!waiting.size) {
                localStorage.removeItem(say.keep);
                return;
            }
            const values = {};
            for (const key of waiting) for (const field of fieldsOf(key)) values[field.name] = valueOf(field);
            localStorage.setItem(say.keep, JSON.stringify({ revision: revision.value, values }));
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
        if (!left || !left.values) return;
        for (const [name, value] of Object.entries(left.values)) {
            const field = form.elements[name];
            if (!field) continue;
            if (valueOf(field) !== value) waiting.add(keyOf(field));
            write(field, value);
        }
        if (!waiting.size) {
            store();
            return;
        }
        revision.value = left.revision;
        tell(say.sayBack, true);
        later(0);
    }

    function cellOf(key) {
        const field = fieldsOf(key)[0];
        return field.closest(".rp-input") || field.closest(".rp-narrative");
    }

    function note(key, kind, words) {
        const cell = cellOf(key);
        for (const old of cell.querySelectorAll(`.${kind}`)) old.remove();
        if (!words) return null;
        const line = document.createElement("span");
        line.className = kind;
        line.textContent = words;
        cell.append(line);
        return line;
    }

    function mark(key, words) {
        const field = fieldsOf(key)[0];
        const line = note(key, "nc-error", words);
        const row = field.closest("tr[id]");
        if (row) row.classList.toggle("rp-wrong", Boolean(words) || disputed.has(key));
        if (line) {
            line.id = `error-${key}`;
            field.setAttribute("aria-invalid", "true");
            field.setAttribute("aria-describedby", line.id);
        } else {
            field.removeAttribute("aria-invalid");
            field.removeAttribute("aria-describedby");
        }
    }

    function settle(key) {
        disputed.delete(key);
        note(key, "rp-theirs", "");
        mark(key, "");
    }

    function take(key, theirs) {
        const [first, none, remark] = fieldsOf(key);
        if (first instanceof HTMLTextAreaElement) {
            write(first, theirs.text);
        } else {
            write(first, theirs.number);
            write(none, theirs.na);
            write(remark, theirs.note);
        }
    }

    function button(words, act) {
        const one = document.createElement("button");
        one.type = "button";
        one.textContent = words;
        one.addEventListener("click", act);
        return one;
    }

    /* Two people wrote in one place: both are shown, the person chooses. */
    function dispute(key, theirs) {
        disputed.add(key);
        mark(key, "");
        const line = note(key, "rp-theirs", theirs.say);
        const keepMine = button(say.sayMine, () => {
            settle(key);
            later(0);
        });
        const takeTheirs = button(say.sayTheirs, () => {
            take(key, theirs);
            waiting.delete(key);
            settle(key);
            store();
            finished();
        });
        line.append(" ", keepMine, " ", takeTheirs);
    }

    function finished(at) {
        if (disputed.size) tell(say.sayDisputed, true);
        else if (refused.size) tell(say.sayRefused, true);
        else if (!waiting.size) tell(at ? `${say.saySaved} ${at}` : "");
    }

    function kept(answer, sent) {
        revision.value = answer.revision;
        for (const [key, before] of sent) {
            const words = answer.refused[key];
            if (seen(key) !== before) continue;
            if (words) {
                refused.add(key);
            } else {
                waiting.delete(key);
                refused.delete(key);
            }
            mark(key, words || "");
            if (key in answer.far) note(key, "rp-far", answer.far[key] ? say.sayFar : "")?.classList.add("rp-question");
        }
        for (const output of form.querySelectorAll("[data-sum]")) {
            output.textContent = answer.sums[output.dataset.sum] ?? "–";
        }
        store();
        finished(answer.at);
    }

    function contested(answer) {
        if (!answer.changes) {
            tell(answer.words, true);
            return false;
        }
        revision.value = answer.revision;
        for (const [key, theirs] of Object.entries(answer.changes)) {
            if (!fieldsOf(key).length) continue;
            if (waiting.has(key)) dispute(key, theirs);
            else take(key, theirs);
        }
        store();
        finished();
        return true;
    }

    async function post(keys) {
        const body = new URLSearchParams();
        body.append("revision", revision.value);
        for (const key of keys) {
            for (const field of fieldsOf(key)) {
                if (field.type !== "checkbox") body.append(field.name, field.value);
                else if (field.checked) body.append(field.name, "on");
            }
        }
        const headers = { Accept: "application/json", "X-CSRFToken": token };
        const address = form.getAttribute("action");
        return fetch(address, { method: "POST", body, headers, redirect: "manual", credentials: "same-origin" });
    }

    async function send() {
        const keys = [...waiting].filter((key) => !refused.has(key) && !disputed.has(key));
        if (!keys.length) return;
        const sent = new Map(keys.map((key) => [key, seen(key)]));
        tell(say.saySaving);
        try {
            const answer = await post(keys);
            if (answer.ok) {
                kept(await answer.json(), sent);
            } else if (answer.status === 409) {
                if (contested(await answer.json())) later(0);
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

    /* One sending at a time: the next one begins with the revision the last one gave. */
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
        const field = event.target;
        const key = field.name ? keyOf(field) : "";
        if (!key || !fieldsOf(key).includes(field)) return;
        waiting.add(key);
        refused.delete(key);
        if (disputed.has(key)) settle(key);
        store();
        if (!stored) tell(say.sayLost, true);
        later(PAUSE_MS);
    }

    async function pass(event) {
        if (passing) return;
        event.preventDefault();
        const pressed = event.submitter;
        await flush();
        const unsent = [...waiting].filter((key) => !refused.has(key));
        if (unsent.length) return;
        if (navigator.onLine === false) {
            tell(say.sayAway, true);
            return;
        }
        passing = true;
        form.requestSubmit(pressed);
        passing = false;
    }

    form.addEventListener("input", typed);
    form.addEventListener("rp:keep", () => later(0));
    form.addEventListener("submit", pass);
    window.addEventListener("online", () => later(0));
    window.addEventListener("beforeunload", (event) => {
        if (waiting.size && !stored) event.preventDefault();
    });
    restore();
})();
