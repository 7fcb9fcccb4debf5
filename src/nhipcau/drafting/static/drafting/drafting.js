/* Puts figures and citations where the cursor last stood in a text: from the lists beside it, or from a window in
   which they are looked up. Without this file the key is copied by hand, and looking up has pages of its own. */
(function () {
    "use strict";
    const form = document.querySelector("form#text");
    let last = document.querySelector("textarea[data-insert]");
    if (!form) return;

    document.addEventListener("focusin", function (event) {
        if (event.target.matches("textarea[data-insert]")) last = event.target;
    });

    function insert(text) {
        if (!last) return;
        last.setRangeText(text, last.selectionStart, last.selectionEnd, "end");
        last.dispatchEvent(new Event("input", { bubbles: true }));
        last.focus();
    }

    document.addEventListener("click", function (event) {
        const button = event.target.closest(".nd-insert");
        if (button) insert(button.dataset.text);
    });

    function ready(scope) {
        scope.querySelectorAll(".nd-insert").forEach(function (button) {
            button.hidden = false;
        });
    }
    ready(document);
    document.addEventListener("nd:shown", () => ready(document));

    /* What is typed is kept first: the picker writes into the draft as it is kept. */
    async function kept() {
        const event = new CustomEvent("nd:flush", { detail: { wait: null } });
        document.dispatchEvent(event);
        return event.detail.wait;
    }

    for (const dialog of document.querySelectorAll("dialog.nd-dialog")) {
        const picker = dialog.querySelector("form[data-pick]");
        const told = picker.querySelector(".nd-told");
        const opener = form.querySelector(`button[data-opens="${dialog.id}"]`);
        if (!dialog.showModal || !opener) continue;

        const clear = () => {
            told.textContent = "";
            told.classList.remove("nc-error");
            for (const old of picker.querySelectorAll(".nd-refused, .nd-offered")) old.remove();
            for (const field of picker.elements) field.removeAttribute("aria-invalid");
        };

        const offer = (field, matches) => {
            const list = document.createElement("div");
            list.className = "nd-offered";
            for (const { value, label } of matches) {
                const choice = document.createElement("button");
                choice.type = "button";
                choice.className = "button button-small button-secondary";
                choice.textContent = `${label} (${value})`;
                choice.addEventListener("click", () => {
                    field.value = value;
                    list.remove();
                    field.focus();
                });
                list.append(choice);
            }
            field.after(list);
        };

        const refuse = (answer) => {
            for (const [name, words] of Object.entries(answer.refused)) {
                const field = picker.elements[name];
                if (!field || !field.after) {
                    told.textContent = words;
                    told.classList.add("nc-error");
                    continue;
                }
                const line = document.createElement("p");
                line.className = "nc-error nd-refused";
                line.textContent = words;
                field.setAttribute("aria-invalid", "true");
                field.after(line);
                if (answer.matches[name]) offer(field, answer.matches[name]);
            }
        };

        const send = async (pressed) => {
            clear();
            if ((await kept()) === false) {
                told.textContent = form.dataset.sayRefused;
                told.classList.add("nc-error");
                return;
            }
            const body = new FormData(picker);
            body.append("do", pressed);
            body.append("before", form.elements.before.value);
            const asked = { method: "POST", body, headers: { Accept: "application/json" }, redirect: "manual" };
            try {
                const answer = await fetch(picker.action, asked);
                if (!answer.ok && answer.status !== 422) throw new Error(String(answer.status));
                const found = await answer.json();
                if (found.refused) {
                    refuse(found);
                } else if (found.insert) {
                    form.elements.before.value = found.revision;
                    dialog.close();
                    insert(found.insert);
                } else {
                    told.textContent = found.words;
                }
            } catch (_error) {
                told.textContent = form.dataset.sayNotNow;
                told.classList.add("nc-error");
            }
        };

        opener.addEventListener("click", (event) => {
            event.preventDefault();
            clear();
            dialog.showModal();
        });
        picker.querySelector("[data-close]").addEventListener("click", () => dialog.close());
        dialog.addEventListener("close", () => last && last.focus());
        picker.addEventListener("submit", (event) => {
            event.preventDefault();
            send(event.submitter ? event.submitter.value : "show");
        });
    }
})();
