// Suggestions while one types a unit or a person, from the address in data-suggest. Without this file the form itself
// says what fits after it was sent.
(() => {
  const WAIT_MS = 150;

  function listOf(input) {
    if (input.list) return input.list;
    const list = document.createElement("datalist");
    list.id = `${input.id}-offered`;
    input.after(list);
    input.setAttribute("list", list.id);
    return list;
  }

  async function suggest(input) {
    const asked = input.value.trim();
    if (!asked || /#\d+$/.test(asked)) return;
    const address = new URL(input.dataset.suggest, window.location.href);
    address.searchParams.set("q", asked);
    try {
      const answer = await fetch(address, { headers: { Accept: "application/json" } });
      if (!answer.ok) return;
      const { suggestions } = await answer.json();
      if (input.value.trim() !== asked) return;
      const options = suggestions.map(({ value, label }) => {
        const option = document.createElement("option");
        option.value = value;
        if (label) option.label = label;
        return option;
      });
      listOf(input).replaceChildren(...options);
    } catch {
      // The line is down: the form still takes what is typed.
    }
  }

  for (const input of document.querySelectorAll("input[data-suggest]")) {
    let waiting = 0;
    input.addEventListener("input", () => {
      window.clearTimeout(waiting);
      waiting = window.setTimeout(() => suggest(input), WAIT_MS);
    });
  }
})();
