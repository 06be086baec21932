// Keeps the pages of the threshold framework on the device, so that they are read where there
// is no connection. `kept` stands before this script: home, pages, files, their version, and
// the patience, in milliseconds, after which a page that is slow to come gives way to the kept one.
// Only pages for readers are kept, never what somebody searched for.

const CACHES = "thresholds-";
const CACHE = CACHES + kept.version;
const ROOT = kept.home;
const PAGE = /^(version\/\d+\/)?((level|heading|domain)\/\d+\/|(services|social-care|guidance|worksheet|search)\/)?$/;
const KEPT_ON = "X-Kept-On";

let forgotten = 0; // how often all was forgotten: what was asked for before is not kept

self.addEventListener("install", (event) => event.waitUntil(prepare()));
self.addEventListener("activate", (event) => event.waitUntil(takeOver()));
self.addEventListener("message", (event) => {
  if (typeof event.data?.keep === "string" && isPage(event.data.keep)) {
    event.waitUntil(keepFromNetwork(event.data.keep).catch(() => undefined));
  }
});
self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== location.origin) return;
  if (event.request.mode === "navigate" && isPage(url.pathname)) {
    event.respondWith(page(event, url));
  } else if (kept.files.includes(url.pathname)) {
    event.respondWith(file(event.request));
  }
});

function isPage(path) {
  return path.startsWith(ROOT) && PAGE.test(path.slice(ROOT.length));
}

// A version that comes after another takes its place only when all of it is here.
async function prepare() {
  const results = await Promise.allSettled(kept.files.concat(kept.pages).map(keepFromNetwork));
  const others = (await caches.keys()).filter(isOther);
  if (others.length && results.some((result) => result.status === "rejected")) {
    throw new Error("Some pages of the new version did not come");
  }
  await self.skipWaiting();
}

function isOther(name) {
  return name.startsWith(CACHES) && name !== CACHE;
}

async function takeOver() {
  await forget(isOther);
  await self.clients.claim();
}

async function forget(which) {
  const names = (await caches.keys()).filter(which);
  await Promise.all(names.map((name) => caches.delete(name)));
}

async function keepFromNetwork(address) {
  const asOf = forgotten;
  const response = await fetch(address, { credentials: "same-origin" });
  if (!response.ok || response.redirected) throw new Error(`${address} did not come`);
  await keep(address, response, asOf);
}

// A page is kept if the server says that it is one of a version in use; files are.
async function keep(address, response, asOf) {
  if (!kept.files.includes(address) && !response.headers.has("X-Threshold-Framework")) return;
  const headers = new Headers(response.headers);
  headers.set(KEPT_ON, new Date().toISOString());
  const { status, statusText } = response;
  const copy = new Response(await response.blob(), { status, statusText, headers });
  const cache = await caches.open(CACHE);
  if (asOf === forgotten) await cache.put(address, copy);
}

async function page(event, url) {
  const fresh = fromNetwork(event, url);
  event.waitUntil(fresh.catch(() => undefined));
  const slow = new Promise((resolve) => setTimeout(resolve, kept.patience));
  try {
    const first = await Promise.race([fresh, slow]);
    if (first && first.status < 500) return first;
    const why = first ? "The site does not answer at the moment." : "The connection is slow.";
    return (await asKept(url, why)) ?? (await fresh);
  } catch (error) {
    const found = (await asKept(url, "You are offline.")) ?? (await anotherPage(url));
    if (found) return found;
    throw error;
  }
}

async function fromNetwork(event, url) {
  const asOf = forgotten;
  const response = await fetch(event.request);
  if (response.type === "opaqueredirect") {
    forgotten += 1; // may not be read any more, nor what is still under way
    await forget((name) => name.startsWith(CACHES));
  } else if (response.ok && !url.search) {
    event.waitUntil(keep(url.pathname, response.clone(), asOf).then(fillGaps));
  } else if (response.status === 404) {
    await (await caches.open(CACHE)).delete(url.pathname);
  }
  return response;
}

// What did not come when the pages were first kept is asked for again.
async function fillGaps() {
  const cache = await caches.open(CACHE);
  const there = (await cache.keys()).map((request) => new URL(request.url).pathname);
  const missing = kept.files.concat(kept.pages).filter((address) => !there.includes(address));
  await Promise.allSettled(missing.map(keepFromNetwork));
}

async function asKept(url, why) {
  if (url.search && url.pathname.endsWith("/search/")) return undefined;
  const found = await (await caches.open(CACHE)).match(url.pathname);
  return found && withNotice(found, (day) => `Kept page of ${day}. ${why}`);
}

async function anotherPage(url) {
  const cache = await caches.open(CACHE);
  const isSearch = url.search && url.pathname.endsWith("/search/");
  const found = (await cache.match(isSearch ? url.pathname : kept.home)) ?? undefined;
  const lost = isSearch
    ? "You are offline. Searching needs a connection."
    : "You are offline, and the page that you asked for is not kept on this device.";
  return found && withNotice(found, (day) => `${lost} This is another page, kept on ${day}.`);
}

async function withNotice(response, words) {
  const options = { day: "numeric", month: "long", year: "numeric" };
  const day = new Date(response.headers.get(KEPT_ON)).toLocaleDateString("en-GB", options);
  const notice = `<p class="th-kept" role="status">${words(day)}</p>`;
  const html = (await response.text()).replace("<!-- kept -->", notice);
  return new Response(html, { headers: response.headers });
}

async function file(request) {
  return (await (await caches.open(CACHE)).match(request.url)) ?? fetch(request);
}
