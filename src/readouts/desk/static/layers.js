// Switches the layers of an article without another page; without this script the links do the same.
"use strict";
const text = document.querySelector("[data-layers]");
const links = [...document.querySelectorAll("a[data-layer]")];
if (text && links.length) {
  const shown = () => links.filter((link) => text.classList.contains("on-" + link.dataset.layer));
  const tell = () => {
    const on = shown().map((link) => link.dataset.layer);
    const here = new URL(location.href);
    here.searchParams.set("layers", on.join(","));
    history.replaceState(null, "", here);
    for (const link of links) {
      const own = link.dataset.layer;
      const is = on.includes(own);
      link.toggleAttribute("aria-current", is);
      if (is) link.setAttribute("aria-current", "true");
      const next = new URL(here);
      next.searchParams.set("layers", (is ? on.filter((one) => one !== own) : [...on, own]).join(","));
      link.href = next.pathname + next.search;
    }
  };
  for (const link of links) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      text.classList.toggle("on-" + link.dataset.layer);
      tell();
    });
  }
}
