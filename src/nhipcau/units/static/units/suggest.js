// Suggestions while one types a unit or a person, from the address in data-suggest: a list under the field, for keys
// (arrows, Enter, Escape) and fingers. Where data-several stands, names are typed with a semicolon between, and the
// last is completed. Without this file the form itself says what fits after it was sent.
(() => {
  const WAIT_MS = 150;
  const SEVERAL = ";";

  function parts(input) {
    const end = "several" in input.dataset ? input.value.lastIndexOf(SEVERAL) + 1 : 0;
    return { before: input.value.slice(0, end), asked: input.value.slice(end).trim() };
  }

  class Suggestions {
    constructor(input) {
      this.input = input;
      this.chosen = -1;
      this.list = document.createElement("ul");
      this.list.id = `${input.id}-offered`;
      this.list.className = "nc-suggestions";
      this.list.setAttribute("role", "listbox");
      this.list.hidden = true;
      input.after(this.list);
      input.setAttribute("role", "combobox");
      input.setAttribute("aria-autocomplete", "list");
      input.setAttribute("aria-expanded", "false");
      input.setAttribute("aria-controls", this.list.id);
      // The field keeps the focus while one presses on the list; a finger may also scroll it.
      this.list.addEventListener("mousedown", (event) => event.preventDefault());
      this.list.addEventListener("click", (event) => {
        const option = event.target.closest("[role=option]");
        if (option) this.take(option);
      });
      input.addEventListener("blur", () => this.close());
      input.addEventListener("keydown", (event) => this.press(event));
    }

    async ask() {
      const { asked } = parts(this.input);
      if (!asked || /#\d+$/.test(asked)) {
        this.close();
        return;
      }
      const address = new URL(this.input.dataset.suggest, window.location.href);
      address.searchParams.set("q", asked);
      try {
        const answer = await fetch(address, { headers: { Accept: "application/json" } });
        if (!answer.ok) return;
        const { suggestions } = await answer.json();
        if (parts(this.input).asked === asked && document.activeElement === this.input) this.show(suggestions);
      } catch {
        // The line is down: the form still takes what is typed.
      }
    }

    show(suggestions) {
      const options = suggestions.map(({ value, label }, place) => {
        const option = document.createElement("li");
        option.id = `${this.list.id}-${place}`;
        option.setAttribute("role", "option");
        option.dataset.value = value;
        option.textContent = label ? `${label} (${value})` : value;
        return option;
      });
      this.list.replaceChildren(...options);
      this.list.hidden = options.length === 0;
      this.input.setAttribute("aria-expanded", String(options.length > 0));
      this.mark(-1);
    }

    close() {
      this.list.hidden = true;
      this.input.setAttribute("aria-expanded", "false");
      this.mark(-1);
    }

    mark(place) {
      this.chosen = place;
      [...this.list.children].forEach((option, number) => {
        option.setAttribute("aria-selected", String(number === place));
      });
      const option = this.list.children[place];
      if (option) {
        this.input.setAttribute("aria-activedescendant", option.id);
        option.scrollIntoView({ block: "nearest" });
      } else {
        this.input.removeAttribute("aria-activedescendant");
      }
    }

    take(option) {
      const { before } = parts(this.input);
      this.input.value = before ? `${before} ${option.dataset.value}` : option.dataset.value;
      this.input.dispatchEvent(new Event("change", { bubbles: true }));
      this.close();
    }

    press(event) {
      if (this.list.hidden || event.isComposing) return;
      const number = this.list.children.length;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        const step = event.key === "ArrowDown" ? 1 : -1;
        this.mark(this.chosen < 0 && step < 0 ? number - 1 : (this.chosen + step + number) % number);
      } else if (event.key === "Enter" && this.chosen >= 0) {
        event.preventDefault();
        this.take(this.list.children[this.chosen]);
      } else if (event.key === "Escape") {
        event.preventDefault();
        this.close();
      }
    }
  }

  function begin() {
    for (const input of document.querySelectorAll("input[data-suggest]")) {
      const suggestions = new Suggestions(input);
      let waiting = 0;
      input.addEventListener("input", () => {
        window.clearTimeout(waiting);
        waiting = window.setTimeout(() => suggestions.ask(), WAIT_MS);
      });
    }
  }

  // Wagtail's frame loads scripts before the page's main part stands there.
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
  else begin();
})();
