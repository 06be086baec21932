// The worksheet: the indicators that somebody ticked while reading, gathered on one page.
//
// It is kept in the session storage of the tab, which no other tab sees and which ends with it:
// what one professional ticked on a shared computer is not there for the next. (The local storage
// would outlive the browser, and nothing could clear it in time.) A tab that is opened again is
// looked at before anything is shown. Only numbers of indicators are held, never words, and they
// are neither counted nor sent. Each version of the framework has its own indicators, so ticks of
// two versions do not mix.

const KEY = "thresholds-worksheet";
const MINUTES = 60;
const CLEARED = "The worksheet is clear";
const OVER = "The worksheet cleared itself, because these pages were not used for a while";

const boxes = [...document.querySelectorAll("[data-indicator]")];
const sheet = document.querySelector("[data-worksheet]");
const bar = document.querySelector("[data-worksheet-bar]");
const said = document.querySelector("[data-worksheet-said]");
// What was ticked since the worksheet was opened: it stays in its place when its tick is taken
// back, so that a slip can be put right.
const seen = new Set();
const store = sessionStore();
let timer = 0;

if (store !== null && said !== null) {
  begin();
}

// Nothing where the browser keeps nothing: the pages are then as without a script.
function sessionStore() {
  try {
    const found = window.sessionStorage;
    found.setItem(`${KEY}-try`, "");
    found.removeItem(`${KEY}-try`);
    return found;
  } catch {
    return null;
  }
}

function begin() {
  open();
  // A page may come back from the browser's memory as it was left, long after.
  window.addEventListener("pageshow", (event) => event.persisted && open());
  document.addEventListener("visibilitychange", clearInTime);
  for (const use of ["pointerdown", "keydown"]) {
    document.addEventListener(use, touch, { capture: true });
  }
  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-indicator]")) {
      tick(event.target);
    }
  });
  document.querySelectorAll("[data-worksheet-clear]").forEach((button) => {
    button.addEventListener("click", () => {
      clear(CLEARED);
      said.focus();
    });
  });
  document.querySelector("[data-worksheet-print]")?.addEventListener("click", () => print());
  if (sheet) {
    document.querySelector("[data-without-script]").hidden = true;
    document.querySelector("[data-with-script]").hidden = false;
    document.querySelector("[data-worksheet-minutes]").textContent = MINUTES;
    sheet.classList.add("th-sheet--gathered");
  }
}

function open() {
  seen.clear();
  show();
  touch();
}

// The numbers of what is ticked; the time of the last use stands beside them.
function held() {
  try {
    const { ticked, used } = JSON.parse(store.getItem(KEY));
    return { ticked: new Set(ticked), used: Number(used) };
  } catch {
    return { ticked: new Set(), used: 0 };
  }
}

function keep(ticked) {
  if (ticked.size === 0) {
    store.removeItem(KEY);
  } else {
    store.setItem(KEY, JSON.stringify({ ticked: [...ticked], used: Date.now() }));
  }
}

function tick(box) {
  const { ticked } = held();
  const words = box.labels[0].textContent.trim();
  if (box.checked) {
    ticked.add(box.dataset.indicator);
    tell(`Added to the worksheet: ${words}`);
  } else {
    ticked.delete(box.dataset.indicator);
    tell(`Taken off the worksheet: ${words}`);
  }
  keep(ticked);
  show();
  wait();
}

// Whatever somebody does on the pages is use; what was left too long goes before it.
function touch() {
  clearInTime();
  keep(held().ticked);
}

function clearInTime() {
  const { used } = held();
  // A clock that was put back counts as time gone by.
  if (store.getItem(KEY) !== null && Math.abs(Date.now() - used) >= MINUTES * 60_000) {
    clear(OVER);
  }
  wait();
}

function wait() {
  clearTimeout(timer);
  if (store.getItem(KEY) !== null) {
    const left = held().used + MINUTES * 60_000 - Date.now();
    timer = setTimeout(clearInTime, Math.max(left, 0));
  }
}

function clear(words) {
  store.removeItem(KEY);
  seen.clear();
  show();
  said.textContent = words;
  if (bar) {
    bar.hidden = false;
  }
  tell(words);
}

function tell(words) {
  document.querySelector("[data-worksheet-status]").textContent = words;
}

// The page as it is with what is ticked now.
function show() {
  const { ticked } = held();
  for (const box of boxes) {
    box.checked = ticked.has(box.dataset.indicator);
  }
  document.querySelectorAll("[data-worksheet-decisions]").forEach((decisions) => {
    decisions.hidden = ticked.size === 0;
  });
  if (bar) {
    bar.hidden = ticked.size === 0;
    said.textContent = "What you tick is gathered on the worksheet";
  }
  if (sheet) {
    gather(ticked);
  }
}

function gather(ticked) {
  for (const box of boxes) {
    if (box.checked) {
      seen.add(box.dataset.indicator);
    }
    const item = box.closest("li");
    item.hidden = !seen.has(box.dataset.indicator);
    item.classList.toggle("th-no-print", !box.checked);
  }
  for (const part of sheet.querySelectorAll("[data-gathered], .th-indicators, .th-protective")) {
    part.hidden = part.querySelector("li:not([hidden]) [data-indicator]") === null;
    part.classList.toggle("th-no-print", part.querySelector(":checked") === null);
  }
  document.querySelector("[data-worksheet-empty]").hidden = seen.size > 0;
  const here = new Set(boxes.map((box) => box.dataset.indicator));
  const elsewhere = [...ticked].some((number) => !here.has(number));
  document.querySelector("[data-worksheet-other]").hidden = !elsewhere;
}
