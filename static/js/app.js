// What scripts add to pages that work without them.
import { initAll } from "../govuk-frontend.min.js";
import "./sending.js";

document.body.classList.add("js-enabled", "govuk-frontend-supported");
initAll();
enhance(document);

// The address of a filtered list names only the filters that are set.
document.body.addEventListener("htmx:configRequest", (event) => {
  if (event.detail.elt.id === "filters") {
    const data = event.detail.formData;
    for (const name of new Set(data.keys())) {
      const set = data.getAll(name).filter((value) => value !== "");
      data.delete(name);
      set.forEach((value) => data.append(name, value));
    }
  }
});

// New results of a list arrive in place.
document.body.addEventListener("htmx:afterSwap", (event) => {
  const fresh = event.detail.target.isConnected
    ? event.detail.target
    : document.getElementById(event.detail.target.id);
  if (fresh) {
    initAll({ scope: fresh });
    enhance(fresh);
  }
});

// Who else has a page open is asked again and again, but told only when it changes.
document.body.addEventListener("htmx:beforeSwap", (event) => {
  const { target, serverResponse } = event.detail;
  if (target.matches("[data-presence]") && target.innerHTML.trim() === serverResponse.trim()) {
    event.detail.shouldSwap = false;
  }
});

// Where a form opens in place of a part, or the part comes back, the focus goes with it.
document.body.addEventListener("htmx:load", (event) => {
  const fresh = event.detail.elt;
  if (fresh.matches("[data-just-saved]")) {
    fresh.focus();
  } else if (fresh.matches(".app-card--open") && !fresh.contains(document.activeElement)) {
    const summary = fresh.querySelector(".govuk-error-summary");
    const first = fresh.querySelector("input:not([type=hidden]), textarea, select");
    (summary || first).focus();
  }
});

function enhance(scope) {
  scope.querySelectorAll('[data-module="app-filters"]').forEach(watchFilters);
  scope.querySelectorAll(".app-scroll").forEach(focusOnlyIfItScrolls);
  const lists = scope.querySelectorAll('[data-module="app-cards"]');
  if (lists.length > 0) {
    import("./ordering.js").then(({ makeSortable }) => lists.forEach(makeSortable));
  }
}

// A choice shows its results at once; what is typed waits for the button or Enter.
function watchFilters(form) {
  form.addEventListener("change", (event) => {
    if (event.target.matches("select, input[type=checkbox], input[type=radio]")) {
      form.dispatchEvent(new CustomEvent("filters:changed"));
    }
  });
  foldOnPhones(form);
}

// On a phone the filters would push the results off the screen, so they fold away.
function foldOnPhones(form) {
  const title = form.querySelector(".app-filters__title");
  const fields = form.querySelector(".app-filters__fields");
  const phone = window.matchMedia("(max-width: 40.0525em)");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "govuk-button govuk-button--secondary app-filters__toggle";
  button.setAttribute("aria-controls", fields.id);
  title.after(button);

  const show = (open) => {
    fields.hidden = !open;
    button.textContent = open ? "Hide filters" : "Show filters";
    button.setAttribute("aria-expanded", String(open));
  };
  const settle = () => {
    button.hidden = !phone.matches;
    show(!phone.matches || form.querySelector(".govuk-error-message") !== null);
  };
  button.addEventListener("click", () => show(fields.hidden));
  phone.addEventListener("change", settle);
  settle();
}

// A region that has nothing to scroll is no stop for the Tab key.
function focusOnlyIfItScrolls(region) {
  const settle = () => {
    if (region.scrollWidth > region.clientWidth) {
      region.tabIndex = 0;
    } else {
      region.removeAttribute("tabindex");
    }
  };
  new ResizeObserver(settle).observe(region);
}
