// The parts of a plan change places where they stand: by dragging, and by Up and Down.
import Sortable from "../sortable.esm.js";
import { freshToken } from "./sending.js";

const NO_CONNECTION = "Not moved: there is no connection. Try again when the connection is back.";
const SIGNED_OUT = "Not moved: you have been signed out. Sign in in a new tab, then try again.";
const FAILED = "Not moved: something has changed here meanwhile. Reload the page.";

// One after the other, so that each press counts from where the last one led.
let last = Promise.resolve();

function inTurn(job) {
  last = last.then(job, job);
  return last;
}

// Where what is being dragged stood before.
let stoodBefore = null;

export function makeSortable(list) {
  Sortable.create(list, {
    handle: "[data-handle]",
    draggable: ".app-cards__item",
    ghostClass: "app-cards__item--ghost",
    animation: window.matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 150,
    onStart: (event) => {
      stoodBefore = event.item.nextElementSibling;
    },
    onEnd: (event) => {
      if (event.oldIndex !== event.newIndex) {
        drop(list, event.item, stoodBefore);
      }
    },
  });
  list.classList.add("app-cards--sortable");
}

function drop(list, item, before) {
  const next = item.nextElementSibling;
  const form = item.querySelector("form[data-move]");
  const place = { before: next ? next.dataset.part.split("-").pop() : "" };
  inTurn(async () => {
    if (!(await send(list, item, form.action, place))) {
      list.insertBefore(item, before && before.parentElement === list ? before : null);
    }
  });
}

document.body.addEventListener("submit", (event) => {
  const form = event.target;
  const item = form.closest(".app-cards__item");
  if (!form.matches("[data-move]") || item === null || !event.submitter) {
    return;
  }
  event.preventDefault();
  const button = event.submitter;
  inTurn(async () => {
    const stood = button.getBoundingClientRect().top;
    await send(item.parentElement, item, form.action, { [button.name]: button.value });
    // The button stays under the finger, and in the focus.
    window.scrollBy({ top: button.getBoundingClientRect().top - stood, behavior: "instant" });
    button.focus({ preventScroll: true });
  });
});

// Returns whether the server took the new place.
async function send(list, item, address, place) {
  const body = new URLSearchParams({ ...place, csrfmiddlewaretoken: freshToken() });
  let response;
  try {
    const headers = { Accept: "application/json" };
    response = await fetch(address, { method: "POST", body, headers });
  } catch {
    tell(item, NO_CONNECTION);
    return false;
  }
  const json = (response.headers.get("Content-Type") || "").startsWith("application/json");
  const answer = json ? await response.json() : {};
  if (!response.ok) {
    tell(item, response.status === 401 ? SIGNED_OUT : answer.words || FAILED);
    return false;
  }
  tell(item, "");
  arrange(list, answer.order);
  announce(answer.words);
  return true;
}

// Only what stands elsewhere is moved: an open form keeps what was typed into it.
function arrange(list, order) {
  const items = new Map([...list.children].map((item) => [item.dataset.part, item]));
  const present = order.map((name) => items.get(name)).filter((item) => item !== undefined);
  present.forEach((item, place) => {
    if (list.children[place] !== item) {
      list.insertBefore(item, list.children[place]);
    }
  });
}

function announce(words) {
  document.querySelector("[data-announcement]").textContent = words;
}

function tell(item, words) {
  item.querySelector(":scope > [data-not-moved]")?.remove();
  if (words) {
    const told = document.createElement("p");
    told.className = "govuk-error-message";
    told.dataset.notMoved = "";
    told.setAttribute("role", "alert");
    told.textContent = words;
    item.prepend(told);
  }
}
