/* Keys for the review pages: they move between questions and press the forms' own buttons, nothing more. */
"use strict";
(() => {
  const questions = [...document.querySelectorAll(".question[tabindex]")];
  let current = -1;

  function mark(one, here) {
    if (here) one.setAttribute("aria-current", "true");
    else one.removeAttribute("aria-current");
  }

  function show(number) {
    if (!questions.length) return;
    current = Math.max(0, Math.min(number, questions.length - 1));
    questions.forEach((one, place) => mark(one, place === current));
    questions[current].focus();
    questions[current].scrollIntoView({ block: "start" });
  }

  function scope() {
    const own = questions[Math.max(current, 0)];
    return own && own.querySelector("form") ? own : document.getElementById("main");
  }

  function arm(form, button) {
    document.querySelectorAll("[data-armed]").forEach((one) => one.removeAttribute("data-armed"));
    button.dataset.armed = "";
    const name = form.querySelector("input[name=by]");
    const why = form.querySelector("input[name=why]");
    const field = name && !name.value ? name : why;
    field.focus();
    if (field.select) field.select();
  }

  function press(action) {
    const button = scope().querySelector(`[data-do=${action}]`);
    if (button) arm(button.form, button);
  }

  const keys = {
    j: () => show(current + 1),
    k: () => show(current - 1),
    a: () => press("accept"),
    r: () => press("reject"),
    n: () => press("note"),
    m: () => press("merge"),
    c: () => scope().querySelector("[data-form=correct] select")?.focus(),
    s: () => scope().querySelector("[data-form=split] input[type=checkbox]")?.focus(),
    u: () => {
      const form = document.querySelector("[data-done] [data-form=undo]") || document.querySelector("[data-form=undo]");
      if (form) arm(form, form.querySelector("button"));
    },
    o: () => {
      const own = scope();
      (own.querySelector("[data-open]") || own.querySelector("a"))?.click();
    },
    "?": () => document.querySelector(".keyboard")?.toggleAttribute("open"),
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const field = event.target.closest("input, select, textarea");
    if (field) {
      if (event.key === "Escape") {
        if (questions.length) show(Math.max(current, 0));
        else field.blur();
      } else if (event.key === "Enter" && field.form) {
        const armed = field.form.querySelector("[data-armed]");
        if (armed && field.matches("input:not([type=checkbox])")) {
          event.preventDefault();
          field.form.requestSubmit(armed);
        }
      }
      return;
    }
    const act = keys[event.key];
    if (act) {
      event.preventDefault();
      act();
    }
  });

  document.addEventListener("focusin", (event) => {
    const place = questions.indexOf(event.target.closest(".question"));
    if (place >= 0 && place !== current) {
      current = place;
      questions.forEach((one, number) => mark(one, number === current));
    }
  });
})();
