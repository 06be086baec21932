// What scripts add to the pages of the threshold framework, which work without them.
import "./worksheet.js";

// The device keeps the pages, so that they can be read where there is no connection.
const offline = document.documentElement.dataset.offline;
if (offline && "serviceWorker" in navigator) {
  keepPages(offline).catch(() => undefined); // a browser that will not keep them still reads
}

async function keepPages(script) {
  const alreadyKept = navigator.serviceWorker.controller !== null;
  await navigator.serviceWorker.register(script);
  if (!alreadyKept) {
    const worker = await navigator.serviceWorker.ready;
    worker.active.postMessage({ keep: location.pathname });
  }
}
