/* While one chooses whom a form asks, says how many units fit. Without it the count comes after adding. */
const choosing = document.querySelector("form[data-count]");
const counted = choosing?.querySelector("[data-counted]");
let asked = 0;
let waiting = 0;

async function count() {
    const mine = ++asked;
    const query = new URLSearchParams(new FormData(choosing));
    query.delete("csrfmiddlewaretoken");
    const answer = await fetch(`${choosing.dataset.count}?${query}`).catch(() => null);
    if (mine === asked) {
        counted.textContent = answer?.ok ? (await answer.json()).text : "";
    }
}

choosing?.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(count, 300);
});
