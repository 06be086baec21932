// An HR extract is read while the page stays and tells how far it is. Whatever goes wrong, the
// form is sent as without a script, so that the page tells it.
import { freshToken } from "./sending.js";

const form = document.querySelector("[data-extract]");
const words = form.querySelector("[data-words]");
const bar = form.querySelector("progress");
const button = form.querySelector("button[type=submit]");
const SAID_EVERY = 500; // milliseconds: often enough to see, seldom enough to listen to

form.addEventListener("submit", async (event) => {
  if (form.elements.file.files.length === 0) {
    return;
  }
  event.preventDefault();
  button.disabled = true;
  const address = await read().catch(() => "");
  if (address) {
    window.location.assign(address);
  } else {
    form.submit();
  }
});

// Coming back by the browser's button finds the form as it was.
window.addEventListener("pageshow", () => {
  button.disabled = false;
  bar.hidden = true;
  words.textContent = "";
});

// Sends the form and returns where to go on, or nothing.
async function read() {
  const body = new FormData(form);
  if (freshToken()) {
    body.set("csrfmiddlewaretoken", freshToken());
  }
  words.textContent = "Sending the file";
  bar.removeAttribute("value");
  bar.hidden = false;
  const headers = { Accept: "application/x-ndjson" };
  const response = await fetch(window.location.href, { method: "POST", body, headers });
  const told = response.headers.get("Content-Type") || "";
  return response.ok && told.startsWith(headers.Accept) ? follow(response) : "";
}

async function follow(response) {
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  let said = 0;
  for (;;) {
    const { value, done } = await reader.read();
    if (done) {
      return "";
    }
    const lines = (rest + value).split("\n");
    rest = lines.pop();
    for (const step of lines.map((line) => JSON.parse(line))) {
      if (step.go !== undefined) {
        return step.go;
      }
      bar.max = form.elements.file.files[0].size;
      bar.value = step.bytes;
      if (Date.now() - said > SAID_EVERY) {
        said = Date.now();
        words.textContent = `${step.lines.toLocaleString("en-GB")} lines read`;
      }
    }
  }
}
