// Forms that could not be sent: they say why, and what was typed stays in them.

// Signing in makes a new token. The cookie has it, a page opened before has the old one.
export function freshToken() {
  const cookie = document.cookie.match(/(?:^|;\s*)csrftoken=([^;]+)/);
  return cookie ? decodeURIComponent(cookie[1]) : "";
}

const REASONS = ["connection-lost", "signed-out", "refused", "failed"];

function reasonOf(status) {
  if (status === 0) {
    return "connection-lost";
  }
  return { 401: "signed-out", 403: "refused" }[status] || "failed";
}

// Returns whether there was a place to say it.
function say(form, reason) {
  const words = form.querySelectorAll(REASONS.map((name) => `[data-${name}]`).join(", "));
  words.forEach((word) => {
    word.hidden = !word.matches(`[data-${reason}]`);
  });
  return words.length > 0;
}

document.body.addEventListener("htmx:configRequest", (event) => {
  const data = event.detail.formData;
  if (data.has("csrfmiddlewaretoken") && freshToken()) {
    data.set("csrfmiddlewaretoken", freshToken());
  }
});

document.body.addEventListener("htmx:beforeRequest", (event) => say(event.target, "nothing"));
document.body.addEventListener("htmx:sendError", (event) => say(event.target, reasonOf(0)));
document.body.addEventListener("htmx:responseError", (event) => {
  const told = say(event.target, reasonOf(event.detail.xhr.status));
  // Loading a page anew leads to the sign-in page and back; nothing is typed there.
  if (event.detail.xhr.status === 401 && !told && !event.target.matches("[data-presence]")) {
    window.location.reload();
  }
});

// A form on a page of its own is sent only if the server would take it.
document.body.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.matches("[data-ask-first]")) {
    return;
  }
  event.preventDefault();
  if (form.dataset.asking) {
    return;
  }
  form.dataset.asking = "yes";
  say(form, "nothing");
  const status = await statusOf(window.location.href);
  if (status === 0 || status === 401) {
    delete form.dataset.asking;
    say(form, reasonOf(status));
  } else {
    if (freshToken()) {
      form.elements.csrfmiddlewaretoken.value = freshToken();
    }
    form.submit();
  }
});

window.addEventListener("pageshow", () => {
  document.querySelectorAll("[data-asking]").forEach((form) => delete form.dataset.asking);
});

async function statusOf(address) {
  try {
    const headers = { "HX-Request": "true" };
    return (await fetch(address, { method: "HEAD", headers, cache: "no-store" })).status;
  } catch {
    return 0;
  }
}
